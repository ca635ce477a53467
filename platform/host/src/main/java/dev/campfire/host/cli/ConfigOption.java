package dev.campfire.host.cli;

import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where every command finds what it is told: the defaults, a file, the environment. */
class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Lays this file over the built-in conf/campfire.yaml.")
  private Path config;

  /** All of it, the later over the earlier. */
  Configuration configuration() {
    Configuration configuration = Configuration.defaults();
    if (config != null) {
      if (!Files.isReadable(config)) {
        throw new StartFailure("The configuration " + config + " cannot be read.");
      }
      configuration.overlay(config);
    }
    return configuration.overlay(System.getenv());
  }
}

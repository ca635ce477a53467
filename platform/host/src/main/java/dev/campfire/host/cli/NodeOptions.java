package dev.campfire.host.cli;

import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command that runs a node can be told. */
final class NodeOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Lays this file over the built-in conf/campfire.yaml.")
  private Path config;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the embedded PostgreSQL keeps its data (./data).")
  private Path data;

  @Option(names = "--cluster", description = "Joins the other nodes named by the configuration.")
  boolean cluster;

  @Option(names = "--host", description = "Where browsers are served (127.0.0.1).")
  private String host;

  @Option(names = "--port", description = "The port for browsers (8080).")
  private Integer port;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "Where browsers come to, if a proxy stands before us.")
  private String publicUrl;

  @Option(names = "--management-host", description = "Where operators are served (127.0.0.1).")
  private String managementHost;

  @Option(names = "--management-port", description = "The port for health and metrics (8081).")
  Integer managementPort;

  /** Defaults, file, environment and these options, in this order. */
  Configuration configuration() {
    Configuration configuration = Configuration.defaults();
    if (config != null) {
      if (!Files.isReadable(config)) {
        throw new StartFailure("The configuration " + config + " cannot be read.");
      }
      configuration.overlay(config);
    }
    return configuration
        .overlay(System.getenv())
        .set("node.data", data == null ? null : data.toString())
        .set("node.managementHost", managementHost)
        .set("node.managementPort", managementPort)
        .set("bridge.host", host)
        .set("bridge.port", port)
        .set("bridge.publicUrl", publicUrl);
  }
}

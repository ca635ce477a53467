package dev.campfire.host.cli;

import dev.campfire.host.config.Configuration;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The same for commands that may be about the embedded database. */
class DataOption extends ConfigOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the embedded PostgreSQL keeps its data (./data).")
  private Path data;

  @Override
  Configuration configuration() {
    return super.configuration().set("node.data", data == null ? null : data.toString());
  }
}

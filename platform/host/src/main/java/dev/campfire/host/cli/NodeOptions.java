package dev.campfire.host.cli;

import dev.campfire.host.config.Configuration;
import picocli.CommandLine.Option;

/** What every command that runs a node can be told. */
final class NodeOptions extends DataOption {
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
  @Override
  Configuration configuration() {
    return super.configuration()
        .set("node.managementHost", managementHost)
        .set("node.managementPort", managementPort)
        .set("bridge.host", host)
        .set("bridge.port", port)
        .set("bridge.publicUrl", publicUrl);
  }
}

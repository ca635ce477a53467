package dev.campfire.host.cli;

import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import dev.campfire.spi.CampfireModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
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

  /** Every module on the class path; the bridge last, so that nobody is let in too early. */
  static List<CampfireModule<?>> installedModules() {
    List<CampfireModule<?>> modules = new ArrayList<>();
    ServiceLoader.load(CampfireModule.class).forEach(modules::add);
    modules.sort(
        Comparator.<CampfireModule<?>, Boolean>comparing(module -> module.name().equals("bridge"))
            .thenComparing(CampfireModule::name));
    return modules;
  }
}

package dev.campfire.host.cli;

import dev.campfire.host.InstalledModules;
import dev.campfire.host.Launch;
import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import dev.campfire.spi.CampfireModule;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code campfire run}: a node with just the named verticles. */
@Command(
    name = "run",
    description = "Runs a node of a cluster with just the named verticles.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Runnable {
  @Parameters(
      arity = "1..*",
      paramLabel = "VERTICLE",
      description = "Such as messaging, or bridge for the one that serves browsers.")
  private List<String> names;

  @Mixin private NodeOptions options;

  @Override
  public void run() {
    if (!options.cluster) {
      throw new StartFailure(
          "`run` is for a node among others: add --cluster, or use `start` for everything.");
    }
    List<CampfireModule<?>> installed = InstalledModules.all();
    for (String name : names) {
      if (installed.stream().noneMatch(module -> module.name().equals(name))) {
        throw new StartFailure(
            "There is no verticle `"
                + name
                + "`; there are "
                + installed.stream().map(CampfireModule::name).collect(Collectors.joining(", "))
                + ".");
      }
    }
    List<CampfireModule<?>> modules =
        installed.stream().filter(module -> names.contains(module.name())).toList();
    Configuration configuration = options.configuration();
    if (options.managementPort == null) {
      // Several such nodes share a machine: none opens a port that it was not told to.
      configuration.unset("node.managementPort");
    }
    new Launch(configuration, modules, true).start(false);
    System.out.println("Campfire runs " + String.join(", ", names));
  }
}

package dev.campfire.host.cli;

import dev.campfire.host.InstalledModules;
import dev.campfire.host.Launch;
import dev.campfire.host.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire start}: one node with everything on it. */
@Command(
    name = "start",
    description = "Runs one node with everything on it.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Runnable {
  @Mixin private NodeOptions options;

  @Option(
      names = "--demo",
      description = "Makes two organisations with agents and conversations; this machine only.")
  private boolean demo;

  @Override
  public void run() {
    Configuration configuration = options.configuration();
    new Launch(configuration, InstalledModules.all(), options.cluster).start(demo);
    System.out.println("Campfire is ready at " + publicUrl(configuration));
    if (demo) {
      System.out.println(
          "Sign in as ada@demo.test with the password campfire; the shop with the widget on it is"
              + " at /demo");
    }
  }

  private static String publicUrl(Configuration configuration) {
    String url = configuration.text("bridge.publicUrl");
    return url != null
        ? url
        : "http://" + configuration.text("bridge.host") + ":" + configuration.text("bridge.port");
  }
}

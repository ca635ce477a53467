package dev.campfire.dist;

import dev.campfire.bench.BenchCommand;
import dev.campfire.host.cli.CampfireCommand;
import picocli.CommandLine;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Ends the process only on failure or when nothing runs on: a started node keeps it alive. */
  public static void main(String[] arguments) {
    CommandLine commandLine = CampfireCommand.commandLine().addSubcommand(new BenchCommand());
    int status = commandLine.execute(arguments);
    if (status != 0 || !isNode(arguments)) {
      System.exit(status);
    }
  }

  private static boolean isNode(String[] arguments) {
    return arguments.length > 0
        && (arguments[0].equals("start") || arguments[0].equals("run"))
        && !java.util.List.of(arguments).contains("--help");
  }
}

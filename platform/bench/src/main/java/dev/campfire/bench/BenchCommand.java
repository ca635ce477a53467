package dev.campfire.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code campfire bench}. */
@Command(
    name = "bench",
    description = "Talks to a running Campfire, checks every message and measures.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ChatCommand.class,
      PingCommand.class,
      TypingCommand.class,
      LiveCommand.class,
      OverviewCommand.class,
      ShareCommand.class,
      IdleCommand.class,
      StormCommand.class,
      InboxCommand.class,
      ApiCommand.class,
      HistoryCommand.class,
      SoakCommand.class,
      AbuseCommand.class,
      FaultsCommand.class,
      FillCommand.class,
      CostCommand.class
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Name what to do: bench " + String.join(", bench ", spec.subcommands().keySet()) + ".");
  }
}

package dev.campfire.host.cli;

import dev.campfire.host.InstalledModules;
import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import dev.campfire.host.config.NodeConfig;
import dev.campfire.host.database.DatabaseConfig;
import dev.campfire.host.database.EmbeddedPostgres;
import dev.campfire.host.database.Migrations;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.OperatorTask;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code campfire <module> <task>}: what the installed modules have for operators. */
@Command(mixinStandardHelpOptions = true)
final class TaskCommand implements Callable<Integer> {
  private final OperatorTask task;

  @Mixin private DataOption options;
  @Spec private CommandSpec spec;

  private TaskCommand(OperatorTask task) {
    this.task = task;
  }

  /** Adds the tasks of all modules, under the module's name each. */
  static CommandLine addAll(CommandLine campfire) {
    for (CampfireModule<?> module : InstalledModules.all()) {
      if (!module.tasks().isEmpty()) {
        CommandLine ofModule =
            new CommandLine(
                CommandSpec.create().name(module.name()).mixinStandardHelpOptions(true));
        ofModule.getCommandSpec().usageMessage().description("Work on all that is stored.");
        module.tasks().forEach(task -> ofModule.addSubcommand(task.name(), command(task)));
        campfire.addSubcommand(module.name(), ofModule);
      }
    }
    return campfire;
  }

  private static CommandLine command(OperatorTask task) {
    CommandLine command = new CommandLine(new TaskCommand(task));
    command.getCommandSpec().usageMessage().description(task.says());
    new TreeMap<>(task.flags())
        .forEach(
            (flag, says) ->
                command
                    .getCommandSpec()
                    .addOption(
                        OptionSpec.builder(flag).type(boolean.class).description(says).build()));
    return command;
  }

  @Override
  public Integer call() throws SQLException {
    Configuration configuration = options.configuration();
    String url = configuration.section("database", DatabaseConfig.class).url();
    Path folder = Path.of(configuration.section("node", NodeConfig.class).data());
    if (url == null) {
      url = EmbeddedPostgres.runningUrl(folder.toAbsolutePath().normalize());
    }
    if (url == null) {
      throw new StartFailure(
          "No Campfire runs on "
              + folder
              + ": start it, name its folder with --data, or name a server of yours in"
              + " CAMPFIRE_DATABASE_URL.");
    }
    try (Connection connection = new Migrations(url).connect()) {
      return task.run(connection, flags(), System.out);
    }
  }

  private Set<String> flags() {
    return task.flags().keySet().stream()
        .filter(flag -> Boolean.TRUE.equals(spec.findOption(flag).getValue()))
        .collect(Collectors.toSet());
  }
}

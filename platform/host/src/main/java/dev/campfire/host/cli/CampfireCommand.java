package dev.campfire.host.cli;

import dev.campfire.contract.session.Sessions;
import dev.campfire.host.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code campfire}: the commands, and how their failures are told. */
@Command(
    name = "campfire",
    description = "A self-hosted, real-time customer support platform.",
    mixinStandardHelpOptions = true,
    versionProvider = CampfireCommand.Version.class,
    subcommands = {
      StartCommand.class,
      RunCommand.class,
      MigrateCommand.class,
      OrgCommand.class,
      AgentCommand.class,
      ApiKeyCommand.class,
      KeyCommand.class,
      EpochCommand.class,
      CampfireCommand.VersionCommand.class
    })
public final class CampfireCommand implements Runnable {
  private static final Logger LOGGER = LoggerFactory.getLogger(CampfireCommand.class);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command, such as `start --demo`.");
  }

  /** The command line, to which the one jar adds what only it knows. */
  public static CommandLine commandLine() {
    return TaskCommand.addAll(new CommandLine(new CampfireCommand()))
        .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int tell(Exception failure, CommandLine command) {
    if (failure instanceof StartFailure known) {
      command.getErr().println("campfire: " + known.getMessage());
      LOGGER.atDebug().setCause(known).log("Could not start");
    } else {
      LOGGER.atError().setCause(failure).log("Could not start");
      command.getErr().println("campfire: this should not happen; the log above says more.");
    }
    return 1;
  }

  /** {@code campfire version}. */
  @Command(name = "version", description = "Prints the version.")
  static final class VersionCommand implements Runnable {
    @Override
    public void run() {
      System.out.println(Version.text());
    }
  }

  /** The version of the jar and of the contract that it speaks. */
  static final class Version implements IVersionProvider {
    static String text() {
      String version = CampfireCommand.class.getPackage().getImplementationVersion();
      return "campfire "
          + (version == null ? "development" : version)
          + " (contract "
          + Sessions.CONTRACT
          + ")";
    }

    @Override
    public String[] getVersion() {
      return new String[] {text()};
    }
  }
}

package dev.campfire.host.cli;

import dev.campfire.contract.Caller;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.BeginEpoch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code campfire epoch}: tells clients that the database is not the one they knew. */
@Command(
    name = "epoch",
    description = "Tells clients to drop what they hold, after an older database was restored.",
    mixinStandardHelpOptions = true)
final class EpochCommand implements Runnable {
  @Mixin private OperatorOptions options;

  @Override
  public void run() {
    options.run(
        session ->
            System.out.println(
                "epoch  "
                    + session
                        .ask(Administration.BEGIN_EPOCH, Caller.SYSTEM, new BeginEpoch())
                        .epoch()));
  }
}

package dev.campfire.host.cli;

import dev.campfire.contract.Caller;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.RotateSigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code campfire key}: the keys that access tokens are signed with. */
@Command(
    name = "key",
    description = "Rotates the key that access tokens are signed with.",
    mixinStandardHelpOptions = true,
    subcommands = KeyCommand.Rotate.class)
final class KeyCommand extends Group {

  @Command(
      name = "rotate",
      description = "Makes a new key; nobody is signed out.",
      mixinStandardHelpOptions = true)
  static final class Rotate implements Runnable {
    @Mixin private OperatorOptions options;

    @Override
    public void run() {
      options.run(
          session -> {
            RotateSigningKey.Rotated rotated =
                session.ask(
                    Administration.ROTATE_SIGNING_KEY, Caller.SYSTEM, new RotateSigningKey());
            System.out.println("signing key  " + rotated.kid());
            System.out.println(
                "Every node signs with it within a minute; what the others signed stays good ("
                    + rotated.keyCount()
                    + " keys in use).");
          });
    }
  }
}

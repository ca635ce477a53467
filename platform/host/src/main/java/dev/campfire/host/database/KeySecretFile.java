package dev.campfire.host.database;

import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that keys in the embedded database are sealed with, in a file beside it: a copy of the
 * database alone then lets nobody in. Blocks: for the main thread.
 */
public final class KeySecretFile {
  private KeySecretFile() {}

  /**
   * Names the file to the configuration, unless the operator has named a secret.
   *
   * @param folder of the embedded database
   * @param mayMake whether it is made if it is not there; not where other nodes that know nothing
   *     of it share the database
   */
  public static void choose(Configuration configuration, Path folder, boolean mayMake) {
    if (configuration.text("identity.keySecret") != null
        || configuration.text("identity.keySecretFile") != null) {
      return;
    }
    Path file = folder.resolve("key-secret");
    if (!Files.exists(file) && mayMake) {
      make(file);
    }
    if (Files.exists(file)) {
      configuration.set("identity.keySecretFile", file.toString());
    }
  }

  private static void make(Path file) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    try {
      // Its owner's alone before the secret is in it, and whole or not there at all.
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              "key-secret",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          fresh, Base64.getEncoder().encodeToString(secret) + "\n", StandardCharsets.US_ASCII);
      Files.move(fresh, file);
    } catch (IOException e) {
      throw new StartFailure("The file " + file + " cannot be written: mend its permissions.", e);
    }
  }
}

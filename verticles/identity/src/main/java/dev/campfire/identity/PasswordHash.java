package dev.campfire.identity;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;

/**
 * Argon2id (RFC 9106) as PHC strings. Each call takes some ten milliseconds of a processor and the
 * configured memory: never on an event loop.
 */
final class PasswordHash {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2Function argon2;
  private final String parameters;
  private final SecureRandom random = new SecureRandom();

  PasswordHash(int memoryKib, int iterations, int parallelism) {
    this.argon2 =
        Argon2Function.getInstance(
            memoryKib,
            iterations,
            parallelism,
            HASH_BYTES,
            Argon2.ID,
            Argon2Function.ARGON2_VERSION_13);
    this.parameters =
        "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(memoryKib, iterations, parallelism);
  }

  /** A new hash of the password, under a salt of its own. */
  String of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return argon2.hash(bytes(password), salt).getResult();
  }

  /**
   * Whether the password is the one that was hashed; with the parameters of the hash, which may be
   * older ones.
   *
   * @param phc null if there is no password: takes as long, and is false
   */
  boolean fits(String password, String phc) {
    if (phc != null) {
      try {
        return Argon2Function.getInstanceFromHash(phc)
            .check(bytes(password), phc.getBytes(StandardCharsets.UTF_8));
      } catch (RuntimeException unreadable) {
        // Whatever it is, no password fits it.
      }
    }
    of(password);
    return false;
  }

  /** Whether a hash was made with other parameters than new ones are. */
  boolean isOutdated(String phc) {
    return !phc.startsWith(parameters);
  }

  /** One text, one password, however a keyboard composes it (NIST SP 800-63B section 3.1.1.2). */
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
  }
}

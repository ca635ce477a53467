package dev.campfire.identity;

import dev.campfire.contract.schema.Optional;
import dev.campfire.spi.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * How long tokens and sessions live, and what a password costs. What is right is said with each key
 * in {@code conf/campfire.yaml}.
 *
 * @param accessTokenLife how long an access token is good for, 10 s to 15 min
 * @param sessionLife how long an agent stays signed in, counted from the password, 1 min to 9600 h
 * @param wrongPasswordLimit wrong passwords of one account within the window before it has to wait
 * @param wrongPasswordWindow how long a wrong password is held against the account
 * @param passwordWorkers threads that hash passwords; each takes a processor while it does
 * @param passwordQueue sign-ins that may wait for one of them; over it {@code unavailable}
 * @param argon2MemoryKib memory of one hash, in KiB
 * @param argon2Iterations passes over that memory
 * @param argon2Parallelism lanes of one hash
 * @param invitationLife how long an invited agent may take to choose a password, 1 min to 30 d
 * @param keySecret what private keys and secrets of organisations are sealed with in the database
 * @param keySecretFile a file that holds it instead
 */
public record IdentityConfig(
    Duration accessTokenLife,
    Duration sessionLife,
    int wrongPasswordLimit,
    Duration wrongPasswordWindow,
    int passwordWorkers,
    int passwordQueue,
    int argon2MemoryKib,
    int argon2Iterations,
    int argon2Parallelism,
    Duration invitationLife,
    @Optional String keySecret,
    @Optional String keySecretFile) {

  /** 256 random bits in base64 have 43. */
  private static final int SHORTEST_SECRET = 32;

  public IdentityConfig {
    between("accessTokenLife", accessTokenLife, Duration.ofSeconds(10), Duration.ofMinutes(15));
    between("sessionLife", sessionLife, Duration.ofMinutes(1), Duration.ofHours(9_600));
    between("wrongPasswordLimit", wrongPasswordLimit, 1, 100);
    between(
        "wrongPasswordWindow", wrongPasswordWindow, Duration.ofSeconds(1), Duration.ofHours(24));
    between("passwordWorkers", passwordWorkers, 1, 64);
    between("passwordQueue", passwordQueue, 0, 10_000);
    // Below 7 MiB no number of iterations is enough (OWASP Password Storage Cheat Sheet).
    between("argon2MemoryKib", argon2MemoryKib, 7 * 1024, 1024 * 1024);
    between("argon2Iterations", argon2Iterations, 1, 100);
    between("argon2Parallelism", argon2Parallelism, 1, 16);
    between("invitationLife", invitationLife, Duration.ofMinutes(1), Duration.ofDays(30));
    if (keySecret != null && keySecretFile != null) {
      throw new IllegalArgumentException(
          "identity.keySecret and identity.keySecretFile must not both be given");
    }
    if (keySecret != null && keySecret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "identity.keySecret must have at least " + SHORTEST_SECRET + " characters");
    }
  }

  /**
   * What seals; empty if no secret is named. Reads a file: for the start alone.
   *
   * @throws CannotStart if the file cannot be read or holds no secret
   */
  java.util.Optional<Seal> seal() {
    if (keySecretFile == null) {
      return java.util.Optional.ofNullable(keySecret).map(Seal::of);
    }
    try {
      String secret = Files.readString(Path.of(keySecretFile)).strip();
      if (secret.length() < SHORTEST_SECRET) {
        throw new CannotStart(
            "The file that identity.keySecretFile names must hold at least "
                + SHORTEST_SECRET
                + " characters: "
                + keySecretFile
                + ".");
      }
      return java.util.Optional.of(Seal.of(secret));
    } catch (IOException | InvalidPathException unreadable) {
      throw new CannotStart(
          "The file that identity.keySecretFile names cannot be read: " + keySecretFile + ".");
    }
  }

  /** Without the secret, which must not stand in a log. */
  @Override
  public String toString() {
    return "IdentityConfig[accessTokenLife=" + accessTokenLife + "]";
  }

  private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "identity.%s must be from %s to %s, was %s"
              .formatted(key, written(least), written(most), written(value)));
    }
  }

  /** A length of time as the configuration writes it, {@code 15m}. */
  private static String written(Object value) {
    return value instanceof Duration span
        ? span.toString().substring("PT".length()).toLowerCase(Locale.ROOT)
        : value.toString();
  }
}

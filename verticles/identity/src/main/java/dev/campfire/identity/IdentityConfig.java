package dev.campfire.identity;

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
    int argon2Parallelism) {

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

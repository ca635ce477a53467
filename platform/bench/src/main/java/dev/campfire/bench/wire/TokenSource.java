package dev.campfire.bench.wire;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The access token of one identity: fetched when it is first asked for, kept while it has life in
 * it, and shared by those who ask at the same time.
 */
public final class TokenSource {
  private final Supplier<Future<Token>> fetch;
  private final Clock clock;
  private final RandomGenerator random;
  private Future<Token> current;
  private Instant renewAt = Instant.MIN;

  /** An access token as the server gave it. */
  public record Token(String text, Instant expiresAt) {}

  public TokenSource(Supplier<Future<Token>> fetch, Clock clock, RandomGenerator random) {
    this.fetch = fetch;
    this.clock = clock;
    this.random = random;
  }

  /** A token with at least a fifth of its life before it. */
  public Future<Token> token() {
    boolean failed = current != null && current.failed();
    boolean old = current != null && current.succeeded() && !clock.instant().isBefore(renewAt);
    if (current == null || failed || old) {
      current = fetch.get().onSuccess(this::planRenewal);
    }
    return current;
  }

  /** At a random half to four fifths of its life, so that a thousand do not renew at once. */
  private void planRenewal(Token token) {
    Instant now = clock.instant();
    Duration life = Duration.between(now, token.expiresAt());
    renewAt = now.plusMillis((long) (life.toMillis() * random.nextDouble(0.5, 0.8)));
  }

  /** The server no longer takes it: the next one is fetched. */
  void discard() {
    current = null;
  }

  /** How long until {@link #token} answers another one, in milliseconds, at least 1. */
  long untilRenewalMs() {
    return Math.max(1, Duration.between(clock.instant(), renewAt).toMillis());
  }
}

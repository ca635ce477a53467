package dev.campfire.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the installation: the newest signs, each verifies what it signed. Stays on the event
 * loop of its verticle.
 */
final class KeyRing {

  private static final Logger LOGGER = LoggerFactory.getLogger(KeyRing.class);

  /** A fixed name, so that two nodes that start at once cannot make two first keys. */
  static final String FIRST_KEY = "1";

  /** How long an unknown {@code kid} is unknown before the table is asked again. */
  static final Duration REREAD_AFTER = Duration.ofSeconds(1);

  /** How old the keys in use may be, so that a retired one goes out of use without a restart. */
  static final Duration FRESH_FOR = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final IdentityStore store;
  private final Clock clock;

  private Map<String, JwtKey> keys = Map.of();
  private String newest;
  private Instant readAt = Instant.MIN;
  private Future<?> reading = Future.succeededFuture();

  KeyRing(Vertx vertx, IdentityStore store, Clock clock) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
  }

  /** Reads the keys and makes the first one of the installation if there is none. */
  Future<?> open() {
    return store
        .keys()
        .compose(found -> found.isEmpty() ? makeFirst() : Future.succeededFuture(found))
        .map(this::use);
  }

  private Future<List<SigningKey>> makeFirst() {
    return vertx
        .executeBlocking(() -> SigningKey.generate(FIRST_KEY), false)
        .compose(store::addKey)
        .compose(
            added -> {
              LOGGER.atInfo().addKeyValue("kid", FIRST_KEY).log("First signing key made");
              return store.keys();
            });
  }

  /** A token with these claims, signed with the newest key. */
  String sign(Map<String, Object> header, Map<String, Object> claims) {
    return keys.get(newest).sign(header, claims);
  }

  /** The {@code kid} that {@link #sign} writes now. */
  String newest() {
    return newest;
  }

  /**
   * Checks a signature. Of the rest of the token nothing is looked at, and its {@code kid} is the
   * caller's to read.
   *
   * @return done if the key signed it; fails with {@link InvalidToken} if not, or if no such key is
   *     known, also after asking the table (another node may have made one)
   */
  Future<Void> verify(String kid, String token) {
    if (!clock.instant().isBefore(readAt.plus(FRESH_FOR))) {
      reread();
    }
    return keys.containsKey(kid)
        ? keys.get(kid).verify(token)
        : reread().compose(read -> verifyIfKnown(kid, token));
  }

  private Future<Void> verifyIfKnown(String kid, String token) {
    return keys.containsKey(kid)
        ? keys.get(kid).verify(token)
        : Future.failedFuture(new InvalidToken("unknown kid"));
  }

  private Future<?> reread() {
    if (reading.isComplete() && !clock.instant().isBefore(readAt.plus(REREAD_AFTER))) {
      readAt = clock.instant();
      reading = store.keys().map(this::use);
    }
    return reading;
  }

  /** Without any key nobody could sign in or be told from anybody else. */
  private Void keepOrFail() {
    String message = "Every key in signing_keys is retired: insert a new one";
    if (keys.isEmpty()) {
      throw new IllegalStateException(message);
    }
    LOGGER.atError().log(message);
    return null;
  }

  private Void use(List<SigningKey> newestFirst) {
    if (newestFirst.isEmpty()) {
      return keepOrFail();
    }
    var read = new HashMap<String, JwtKey>();
    for (SigningKey key : newestFirst) {
      JwtKey known = keys.get(key.id());
      read.put(key.id(), known == null ? new JwtKey(vertx, key) : known);
    }
    keys = read;
    newest = newestFirst.get(0).id();
    readAt = clock.instant();
    return null;
  }
}

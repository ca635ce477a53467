package dev.campfire.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the installation: the newest signs, each verifies what it signed.
 *
 * <p>One provider of vertx-auth-jwt a key, asked by the {@code kid}: with several keys in one
 * provider it tries them all when a token names none, and with none at all it accepts {@code alg:
 * none}. Stays on the event loop of its verticle.
 */
final class KeyRing {

  private static final Logger LOGGER = LoggerFactory.getLogger(KeyRing.class);

  /** A fixed name, so that two nodes that start at once cannot make two first keys. */
  static final String FIRST_KEY = "1";

  /** How long an unknown {@code kid} is unknown before the table is asked again. */
  static final Duration REREAD_AFTER = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final IdentityStore store;
  private final Clock clock;

  private Map<String, JWTAuth> providers = Map.of();
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
        .compose(keys -> keys.isEmpty() ? makeFirst() : Future.succeededFuture(keys))
        .map(this::use);
  }

  private Future<List<SigningKey>> makeFirst() {
    return vertx
        .executeBlocking(() -> SigningKey.generate(FIRST_KEY), false)
        .compose(store::addKey)
        .onSuccess(added -> LOGGER.atInfo().addKeyValue("kid", FIRST_KEY).log("Signing key made"))
        .compose(added -> store.keys());
  }

  /** Signs with the newest key. Takes about a millisecond, on the caller's thread. */
  String sign(JsonObject claims, JsonObject header) {
    return providers
        .get(newest)
        .generateToken(
            claims, new JWTOptions().setAlgorithm("RS256").setHeader(header).setNoTimestamp(true));
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
    JWTAuth provider = providers.get(kid);
    return provider == null
        ? reread().compose(read -> check(providers.get(kid), token))
        : check(provider, token);
  }

  private static Future<Void> check(JWTAuth provider, String token) {
    if (provider == null) {
      return Future.failedFuture(new InvalidToken("unknown kid"));
    }
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(provider::authenticate)
        .transform(
            verified ->
                verified.succeeded()
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(new InvalidToken("signature")));
  }

  private Future<?> reread() {
    if (reading.isComplete() && !clock.instant().isBefore(readAt.plus(REREAD_AFTER))) {
      readAt = clock.instant();
      reading = store.keys().map(this::use);
    }
    return reading;
  }

  private Void use(List<SigningKey> newestFirst) {
    if (newestFirst.isEmpty()) {
      throw new IllegalStateException("The table signing_keys is empty");
    }
    var known = new LinkedHashMap<String, JWTAuth>();
    newestFirst.forEach(key -> known.put(key.id(), provider(key)));
    providers = known;
    newest = newestFirst.get(0).id();
    readAt = clock.instant();
    return null;
  }

  /** Its own look at the time is turned off: {@link AccessTokens} looks at the injected clock. */
  private JWTAuth provider(SigningKey key) {
    return JWTAuth.create(
        vertx,
        new JWTAuthOptions()
            .setJWTOptions(new JWTOptions().setIgnoreExpiration(true))
            .addPubSecKey(pem(key.id(), key.publicPem()))
            .addPubSecKey(pem(key.id(), key.privatePem())));
  }

  private static PubSecKeyOptions pem(String id, String text) {
    return new PubSecKeyOptions().setAlgorithm("RS256").setId(id).setBuffer(text);
  }
}

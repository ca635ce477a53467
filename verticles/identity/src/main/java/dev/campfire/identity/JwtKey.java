package dev.campfire.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.Map;

/**
 * One key, able to sign JWTs and to check what it signed (RS256, by vertx-auth-jwt).
 *
 * <p>A provider of its own for each key: one with several tries them all when a token names none,
 * and one without any accepts {@code alg: none}.
 */
final class JwtKey {

  private static final String ALGORITHM = "RS256";

  private final JWTAuth provider;

  JwtKey(Vertx vertx, SigningKey key) {
    this.provider =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                // It would look at the wall clock; AccessTokens looks at the injected one.
                .setJWTOptions(new JWTOptions().setIgnoreExpiration(true))
                .addPubSecKey(pem(key.id(), key.publicPem()))
                .addPubSecKey(pem(key.id(), key.privatePem())));
  }

  private static PubSecKeyOptions pem(String id, String text) {
    return new PubSecKeyOptions().setAlgorithm(ALGORITHM).setId(id).setBuffer(text);
  }

  /**
   * A token with these claims. Takes about a millisecond, on the caller's thread.
   *
   * @param header beside {@code typ}, {@code alg} and {@code kid}
   */
  String sign(Map<String, Object> header, Map<String, Object> claims) {
    return provider.generateToken(
        new JsonObject(claims),
        new JWTOptions()
            .setAlgorithm(ALGORITHM)
            .setHeader(new JsonObject(header))
            .setNoTimestamp(true));
  }

  /** Checks the signature and nothing else; fails with {@link InvalidToken}. */
  Future<Void> verify(String token) {
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(provider::authenticate)
        .transform(
            verified ->
                verified.succeeded()
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(new InvalidToken("signature")));
  }
}

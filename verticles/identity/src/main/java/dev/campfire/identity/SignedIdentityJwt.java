package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads the identity that an organisation's own server has signed (contract section 2): a JWT,
 * HS256 and nothing else, under one of the organisation's secrets.
 *
 * <p>By hand and not by vertx-auth-jwt, which would take a token without {@code exp} or with one in
 * milliseconds, and would take the algorithm from the header.
 */
final class SignedIdentityJwt {
  private SignedIdentityJwt() {}

  /** How far ahead an identity may run out. */
  static final Duration LONGEST_LIFE = Duration.ofHours(24);

  private static final String MAC = "HmacSHA256";

  /**
   * @param secrets of the organisation that are good, none to two
   * @throws InvalidToken if it is no identity of this organisation that is good now
   */
  static SignedIdentity read(OrgId org, String token, List<String> secrets, Instant now) {
    CompactJwt jwt = CompactJwt.read(token);
    require("HS256".equals(jwt.header().get("alg")), "alg");
    require(!jwt.header().containsKey("typ") || "JWT".equals(jwt.header().get("typ")), "typ");
    require(!jwt.header().containsKey("crit"), "crit");
    require(!jwt.header().containsKey("cty"), "cty");
    requireSigned(token, secrets);
    Map<String, Object> claims = jwt.claims();
    Instant expiresAt = time(claims, "exp");
    require(now.isBefore(expiresAt.plus(AccessTokens.CLOCK_SKEW)), "has run out");
    require(
        !expiresAt.isAfter(now.plus(LONGEST_LIFE).plus(AccessTokens.CLOCK_SKEW)),
        "exp is too far ahead");
    if (claims.containsKey("nbf")) {
      require(!time(claims, "nbf").isAfter(now.plus(AccessTokens.CLOCK_SKEW)), "is not good yet");
    }
    return new SignedIdentity(
        org,
        text(claims, "sub", 255),
        optional(claims, "name", 100),
        optional(claims, "email", 254));
  }

  private static void requireSigned(String token, List<String> secrets) {
    int end = token.lastIndexOf('.');
    byte[] signed = token.substring(0, end).getBytes(StandardCharsets.US_ASCII);
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
    boolean fits = false;
    for (String secret : secrets) {
      // All are tried, so that the time does not tell which one it is.
      fits |= !secret.isEmpty() && MessageDigest.isEqual(mac(secret, signed), signature);
    }
    require(fits, "signature");
  }

  private static byte[] mac(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static Instant time(Map<String, Object> claims, String key) {
    return Instant.ofEpochSecond(AccessTokens.seconds(claims, key));
  }

  private static String optional(Map<String, Object> claims, String key, int most) {
    return claims.containsKey(key) ? text(claims, key, most) : null;
  }

  private static String text(Map<String, Object> claims, String key, int most) {
    String text = CompactJwt.text(claims, key);
    require(!text.isBlank() && text.length() <= most && LookupText.exists(text), key);
    return text;
  }

  private static void require(boolean holds, String reason) {
    AccessTokens.require(holds, reason);
  }
}

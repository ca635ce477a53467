package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What renews a session: {@code <organisation>.<session>.<secret>}, good once. The database holds
 * its SHA-256, which needs no salt and no slow hash, since nobody can guess 256 random bits.
 *
 * @param secret 256 random bits in base64url
 */
record RefreshToken(OrgId org, SessionId session, String secret) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  /** The first token of a session. */
  static RefreshToken of(OrgId org, SessionId session) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return of(org, session, secret);
  }

  /** Another one of the same session. */
  RefreshToken next() {
    return of(org, session);
  }

  /** The token that {@code text} is, if it looks like one. */
  static Optional<RefreshToken> read(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] secret = Base64.getUrlDecoder().decode(parts[2]);
      RefreshToken token = of(OrgId.parse(parts[0]), SessionId.parse(parts[1]), secret);
      return secret.length == SECRET_BYTES && token.text().equals(text)
          ? Optional.of(token)
          : Optional.empty();
    } catch (IllegalArgumentException otherwise) {
      return Optional.empty();
    }
  }

  String text() {
    return org + "." + session + "." + secret;
  }

  /** What the database knows it by. */
  byte[] hash() {
    return Sha256.of(text());
  }

  /** The successor's secret, such that only who has this token can {@link #unmask} it. */
  byte[] mask(RefreshToken successor) {
    return xorWithPad(Base64.getUrlDecoder().decode(successor.secret));
  }

  RefreshToken unmask(byte[] masked) {
    return of(org, session, xorWithPad(masked));
  }

  /** A pad that is used for one successor only: a token is rotated once. */
  private byte[] xorWithPad(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(secret), "HmacSHA256"));
      byte[] pad = mac.doFinal("campfire refresh successor".getBytes(StandardCharsets.US_ASCII));
      byte[] result = new byte[SECRET_BYTES];
      for (int i = 0; i < SECRET_BYTES; i++) {
        result[i] = (byte) (bytes[i] ^ pad[i]);
      }
      return result;
    } catch (NoSuchAlgorithmException | InvalidKeyException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static RefreshToken of(OrgId org, SessionId session, byte[] secret) {
    return new RefreshToken(
        org, session, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Without the secret, which must not stand in a log. */
  @Override
  public String toString() {
    return "RefreshToken[session=" + session + "]";
  }
}

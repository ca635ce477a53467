package dev.campfire.identity;

import dev.campfire.contract.id.Ids;
import dev.campfire.contract.id.OrgId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A secret that is shown once and names whose it is: {@code <kind>_<organisation>.<id>.<secret>}.
 * The kind stands in front so that whoever finds one in a place where it does not belong sees what
 * it is. The database holds its SHA-256, which is enough for 256 random bits.
 *
 * @param kind {@link #API_KEY} or {@link #INVITATION}
 */
record SecretToken(String kind, OrgId org, UUID id, String secret) {

  static final String API_KEY = "campfirekey";
  static final String INVITATION = "invite";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  static SecretToken of(String kind, OrgId org, UUID id) {
    return new SecretToken(kind, org, id, randomText());
  }

  /** 256 random bits in base64url. */
  static String randomText() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** The token of this kind that {@code text} is, if it looks like one. */
  static Optional<SecretToken> read(String kind, String text) {
    if (!text.startsWith(kind + "_")) {
      return Optional.empty();
    }
    String[] parts = text.substring(kind.length() + 1).split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] secret = Base64.getUrlDecoder().decode(parts[2]);
      SecretToken token =
          new SecretToken(kind, OrgId.parse(parts[0]), Ids.parse(parts[1]), parts[2]);
      // The text itself is hashed, so one that merely decodes alike is another.
      return secret.length == SECRET_BYTES ? Optional.of(token) : Optional.empty();
    } catch (IllegalArgumentException otherwise) {
      return Optional.empty();
    }
  }

  String text() {
    return kind + "_" + org + "." + id + "." + secret;
  }

  /** What the database knows it by. */
  byte[] hash() {
    return Sha256.of(text());
  }

  /** Without the secret, which must not stand in a log. */
  @Override
  public String toString() {
    return "SecretToken[kind=" + kind + ", id=" + id + "]";
  }
}

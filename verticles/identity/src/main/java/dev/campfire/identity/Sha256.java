package dev.campfire.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 (FIPS 180-4) of texts. */
final class Sha256 {
  private Sha256() {}

  static byte[] of(String text) {
    return digest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A digest to which more than one text is given. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** The same as 43 characters, to be the key of a map. */
  static String textOf(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(of(text));
  }
}

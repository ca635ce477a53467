package dev.campfire.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens with whatever header and claims an attacker would like. */
final class Forge {
  private Forge() {}

  /** Two keys for all tests: making one takes its time. */
  static final SigningKey KEY = SigningKey.generate("1");

  static final SigningKey OTHER_KEY = SigningKey.generate("2");

  static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"1\"}";

  /** A token that is signed as it should be, by the key that it names or another. */
  static String signed(SigningKey key, String header, String claims) {
    return signed(key, header.getBytes(StandardCharsets.UTF_8), bytes(claims));
  }

  static String signed(SigningKey key, byte[] header, byte[] claims) {
    String input = segment(header) + "." + segment(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.privateKey())));
      signature.update(bytes(input));
      return input + "." + segment(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A token signed with HMAC under a secret that everybody knows, such as a public key. */
  static String hmac(byte[] secret, String header, String claims) {
    String input = segment(bytes(header)) + "." + segment(bytes(claims));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + "." + segment(mac.doFinal(bytes(input)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static String segment(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.campfire.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must not be readable in a copy of the database: AES-256-GCM (NIST SP 800-38D) under a
 * secret of the operator's, with a random nonce in front.
 */
final class Seal {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final String fingerprint;

  private Seal(SecretKeySpec key, String fingerprint) {
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /**
   * @param secret at least 32 characters that nobody guesses
   */
  static Seal of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    // Two names, two independent values of one secret: the fingerprint tells nothing of the key.
    byte[] key = named(bytes, "campfire seal key");
    byte[] print = Arrays.copyOf(named(bytes, "campfire seal fingerprint"), 9);
    return new Seal(
        new SecretKeySpec(key, "AES"),
        Base64.getUrlEncoder().withoutPadding().encodeToString(print));
  }

  private static byte[] named(byte[] secret, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(name.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Tells secrets apart without telling them. */
  String fingerprint() {
    return fingerprint;
  }

  /**
   * @param name of what is sealed; it opens under the same name alone
   */
  byte[] close(String name, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(plain);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Fails with {@link IllegalStateException} on what was not sealed by this secret and name. */
  byte[] open(String name, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      throw new IllegalStateException("Not sealed: " + name);
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, name)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException altered) {
      throw new IllegalStateException("Sealed by another secret, or altered: " + name, altered);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Without the key, which must not stand in a log. */
  @Override
  public String toString() {
    return "Seal[" + fingerprint + "]";
  }
}

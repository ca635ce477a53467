package dev.campfire.identity;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A key that access tokens are signed with.
 *
 * @param id the {@code kid} in the header of its tokens
 * @param privateKey PKCS #8 in DER
 * @param publicKey X.509 in DER
 */
record SigningKey(String id, byte[] privateKey, byte[] publicKey) {

  /** Bits of the modulus; the least that RFC 7518 section 3.3 allows. */
  private static final int BITS = 2_048;

  /** Makes a key. Takes a tenth of a second to more than one: never on an event loop. */
  static SigningKey generate(String id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(id, pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
    } catch (NoSuchAlgorithmException everyJavaHasRsa) {
      throw new IllegalStateException(everyJavaHasRsa);
    }
  }

  String privatePem() {
    return pem("PRIVATE KEY", privateKey);
  }

  String publicPem() {
    return pem("PUBLIC KEY", publicKey);
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
  }

  /** Without the private key, which must not stand in a log. */
  @Override
  public String toString() {
    return "SigningKey[id=" + id + "]";
  }
}

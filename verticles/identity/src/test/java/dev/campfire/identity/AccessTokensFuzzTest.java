package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.campfire.contract.Caller;
import dev.campfire.testkit.Corpus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tokens of any kind, also such as our own key has signed over any header and any claims. What is
 * believed is held against the JDK's own signature check and a plain JSON tree.
 */
public class AccessTokensFuzzTest {

  @TestFactory
  Stream<DynamicTest> onlyWhatOurKeyHasSignedIsBelievedAndOnlyAsItSays() {
    return Corpus.of(getClass(), AccessTokensFuzzTest::fuzzerTestOneInput);
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Vertx VERTX = Vertx.vertx();
  private static final TestNode NODE = new TestNode();
  private static final SigningKey OURS = quickKey("1");
  private static final SigningKey STRANGERS = quickKey("1");
  private static final AccessTokens TOKENS = tokens();

  /** Too short for use, and signing with it takes no time, which counts here. */
  private static SigningKey quickKey(String id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(512);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(id, pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static AccessTokens tokens() {
    MemoryIdentityStore store = new MemoryIdentityStore();
    store.keys.put("1", OURS);
    KeyRing keys = new KeyRing(VERTX, store, NODE.clock());
    keys.open();
    return new AccessTokens(keys, NODE.clock(), NODE.ids(), Duration.ofMinutes(15));
  }

  @AfterAll
  static void close() {
    VERTX.close();
  }

  /** The first byte says who signs, if anybody does; a line break parts header and claims. */
  public static void fuzzerTestOneInput(byte[] bytes) throws JsonProcessingException {
    if (bytes.length == 0) {
      return;
    }
    String token = token(bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));

    Future<AccessTokens.Claims> verified = TOKENS.verify(token);

    assertThat(verified.isComplete()).isTrue();
    if (verified.succeeded()) {
      check(token, verified.result());
    } else {
      assertThat(verified.cause()).isInstanceOf(InvalidToken.class);
    }
  }

  private static String token(byte choice, byte[] rest) {
    if ((choice & 3) == 0) {
      return new String(rest, StandardCharsets.UTF_8);
    }
    int end = 0;
    while (end < rest.length && rest[end] != '\n') {
      end++;
    }
    byte[] header = Arrays.copyOf(rest, end);
    byte[] claims = Arrays.copyOfRange(rest, Math.min(end + 1, rest.length), rest.length);
    return switch (choice & 3) {
      case 1 -> Forge.signed(OURS, header, claims);
      case 2 -> Forge.signed(STRANGERS, header, claims);
      default ->
          Forge.hmac(
              OURS.publicKey(),
              new String(header, StandardCharsets.UTF_8),
              new String(claims, StandardCharsets.UTF_8));
    };
  }

  private static void check(String token, AccessTokens.Claims read) throws JsonProcessingException {
    assertThat(token.length()).isLessThanOrEqualTo(4_096);
    assertThat(isSignedByUs(token)).isTrue();
    JsonNode header = tree(token, 0);
    assertThat(header.path("alg").asText()).isEqualTo("RS256");
    assertThat(header.has("crit")).isFalse();

    JsonNode claims = tree(token, 1);
    Caller caller = read.caller();
    assertThat(claims.path("iss").textValue()).isEqualTo("campfire");
    assertThat(claims.path("aud").textValue()).isEqualTo("campfire");
    assertThat(claims.path("sub").textValue()).isEqualTo(caller.id().toString());
    assertThat(claims.path("org").textValue()).isEqualTo(caller.org().toString());
    assertThat(claims.path("sid").textValue()).isEqualTo(caller.session().toString());
    assertThat(claims.path("name").textValue()).isEqualTo(caller.name());
    String role = caller.role().name().toLowerCase(Locale.ROOT);
    assertThat(claims.path("role").textValue()).isEqualTo(role).isNotEqualTo("system");
    assertThat(claims.has("scope")).isEqualTo(caller.scopes() != null);
    assertThat(claims.has("vouched")).isEqualTo(caller.vouched() != null);
    assertThat(claims.path("exp").isIntegralNumber()).isTrue();
    assertThat(claims.path("exp").longValue()).isEqualTo(read.expiresAt().getEpochSecond());
    assertThat(read.expiresAt()).isBefore(NODE.clock().instant().plusSeconds(900 + 31));
  }

  private static JsonNode tree(String token, int segment) throws JsonProcessingException {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.")[segment]);
    return JSON.readTree(new String(json, StandardCharsets.UTF_8));
  }

  private static boolean isSignedByUs(String token) {
    int end = token.lastIndexOf('.');
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(OURS.publicKey())));
      check.update(Forge.bytes(token.substring(0, end)));
      return check.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    } catch (GeneralSecurityException noSignature) {
      return false;
    }
  }
}

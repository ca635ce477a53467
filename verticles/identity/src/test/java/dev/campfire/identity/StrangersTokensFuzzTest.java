package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.OrgId;
import dev.campfire.testkit.Corpus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The other texts that let somebody in: signed identities, refresh tokens, keys, invitations. */
public class StrangersTokensFuzzTest {

  @TestFactory
  Stream<DynamicTest> whatIsTakenIsWholeAndSigned() {
    return Corpus.of(getClass(), StrangersTokensFuzzTest::fuzzerTestOneInput);
  }

  private static final OrgId ORG = OrgId.parse("0199f0a0-0000-7000-8000-00000000000a");
  private static final String SECRET = "demo-identity-secret";
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final long LATEST = NOW.getEpochSecond() + 24 * 3_600 + 30;

  /** The first byte says what the text is shown as; a line break parts header and claims. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
    String text = new String(rest, StandardCharsets.UTF_8);
    switch (bytes[0] & 7) {
      case 0 -> identity(text, false);
      case 1 -> identity(signed(SECRET, text), true);
      case 2 -> identity(signed("another", text), false);
      case 3 -> RefreshToken.read(text).ifPresent(read -> assertThat(read.text()).isEqualTo(text));
      case 4 -> secret(SecretToken.API_KEY, text);
      default -> secret(SecretToken.INVITATION, text);
    }
  }

  private static String signed(String secret, String text) {
    String[] parts = text.split("\n", 2);
    return Forge.hmac(Forge.bytes(secret), parts[0], parts.length == 2 ? parts[1] : "");
  }

  private static void identity(String token, boolean isSigned) {
    try {
      SignedIdentity read = SignedIdentityJwt.read(ORG, token, List.of(SECRET), NOW);
      assertThat(isSigned || token.endsWith(signatureOf(token))).isTrue();
      assertThat(read.org()).isEqualTo(ORG);
      assertThat(read.subject()).isNotBlank().hasSizeLessThanOrEqualTo(255);
      CompactJwt jwt = CompactJwt.read(token);
      assertThat(jwt.claims().get("sub")).isEqualTo(read.subject());
      assertThat((Long) jwt.claims().get("exp"))
          .isBetween(NOW.getEpochSecond() - 30, LATEST)
          .isGreaterThan(0);
    } catch (InvalidToken refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(40);
    }
  }

  private static String signatureOf(String token) {
    String[] segments = token.split("\\.");
    String whole =
        Forge.hmac(
            Forge.bytes(SECRET),
            new String(decoded(segments[0]), StandardCharsets.UTF_8),
            new String(decoded(segments[1]), StandardCharsets.UTF_8));
    return whole.substring(whole.lastIndexOf('.'));
  }

  private static byte[] decoded(String segment) {
    return java.util.Base64.getUrlDecoder().decode(segment);
  }

  private static void secret(String kind, String text) {
    Optional<SecretToken> read = SecretToken.read(kind, text);
    read.ifPresent(token -> assertThat(token.text()).isEqualTo(text));
  }
}

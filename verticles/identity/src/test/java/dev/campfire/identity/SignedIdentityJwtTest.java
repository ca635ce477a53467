package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.id.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedIdentityJwtTest {

  private static final OrgId ORG = new OrgId(UUID.randomUUID());
  private static final String SECRET = "demo-identity-secret";
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final long LATER = NOW.getEpochSecond() + 3_600;
  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private static String claims(String more) {
    return "{\"sub\":\"customer-7\"," + more + "}";
  }

  private static String token(String header, String claims) {
    return Forge.hmac(Forge.bytes(SECRET), header, claims);
  }

  private static SignedIdentity read(String token, String... secrets) {
    return SignedIdentityJwt.read(ORG, token, List.of(secrets), NOW);
  }

  @Test
  void aSignedIdentityIsWhomItNames() {
    SignedIdentity identity =
        read(
            token(HS256, claims("\"name\":\"Mia\",\"email\":\"mia@example.com\",\"exp\":" + LATER)),
            SECRET);

    assertThat(identity.subject()).isEqualTo("customer-7");
    assertThat(identity.name()).isEqualTo("Mia");
    assertThat(identity.email()).isEqualTo("mia@example.com");
  }

  @Test
  void eitherOfTwoSecretsIsGood() {
    String token = token(HS256, claims("\"exp\":" + LATER));

    assertThat(read(token, "a-newer-secret", SECRET)).isEqualTo(read(token, SECRET));
  }

  @Test
  void withoutAnySecretNobodyIsAnybody() {
    assertThatThrownBy(() -> read(token(HS256, claims("\"exp\":" + LATER))))
        .isInstanceOf(InvalidToken.class);
    assertThatThrownBy(() -> read(token(HS256, claims("\"exp\":" + LATER)), ""))
        .isInstanceOf(InvalidToken.class);
    String byNothing = Forge.hmac(new byte[] {0}, HS256, claims("\"exp\":" + LATER));
    assertThatThrownBy(() -> read(byNothing, "another")).isInstanceOf(InvalidToken.class);
  }

  @Test
  void theSameSubjectIsTheSameContactInItsOrganisationAlone() {
    SignedIdentity one = new SignedIdentity(ORG, "customer-7", "Mia", null);
    SignedIdentity again = new SignedIdentity(ORG, "customer-7", null, "mia@example.com");
    SignedIdentity elsewhere =
        new SignedIdentity(new OrgId(UUID.randomUUID()), "customer-7", "Mia", null);

    assertThat(again.contact()).isEqualTo(one.contact());
    assertThat(elsewhere.contact()).isNotEqualTo(one.contact());
    assertThat(one.contact().value().version()).isEqualTo(8);
    assertThat(one.contact().value().variant()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"typ\":\"JWT\"}",
        "{\"alg\":\"HS512\",\"typ\":\"JWT\"}",
        "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
        "{\"alg\":\"hs256\",\"typ\":\"JWT\"}",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"HS256\",\"cty\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"alg\":\"HS256\"}"
      })
  void anotherHeaderIsRefused(String header) {
    assertThatThrownBy(() -> read(token(header, claims("\"exp\":" + LATER)), SECRET))
        .isInstanceOf(InvalidToken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exp\":1764248400}",
        "{\"sub\":\"\",\"exp\":1795438800}",
        "{\"sub\":7,\"exp\":1795438800}",
        "{\"sub\":\"x\"}",
        "{\"sub\":\"x\",\"exp\":null}",
        "{\"sub\":\"x\",\"exp\":\"1795438800\"}",
        "{\"sub\":\"x\",\"exp\":1795438800000}",
        "{\"sub\":\"x\",\"exp\":1795438800.5}",
        "{\"sub\":\"x\",\"exp\":1795435169}",
        "{\"sub\":\"x\",\"exp\":1795521631}",
        "{\"sub\":\"x\",\"exp\":1795438800,\"nbf\":1795435231}",
        "{\"sub\":\"x\",\"exp\":1795438800,\"name\":7}",
        "{\"sub\":\"x\",\"exp\":1795438800,\"name\":\"\\u0000\"}",
        "{\"sub\":\"x\",\"sub\":\"y\",\"exp\":1795438800}"
      })
  void otherClaimsAreRefused(String claims) {
    assertThatThrownBy(() -> read(token(HS256, claims), SECRET)).isInstanceOf(InvalidToken.class);
  }

  @Test
  void anAlteredTokenIsRefused() {
    String token = token(HS256, claims("\"exp\":" + LATER));
    String[] parts = token.split("\\.");
    String other = Forge.segment(Forge.bytes(claims("\"exp\":" + (LATER + 1))));

    assertThatThrownBy(() -> read(parts[0] + "." + other + "." + parts[2], SECRET))
        .isInstanceOf(InvalidToken.class);
    assertThatThrownBy(() -> read(parts[0] + "." + parts[1] + ".", SECRET))
        .isInstanceOf(InvalidToken.class);
  }
}

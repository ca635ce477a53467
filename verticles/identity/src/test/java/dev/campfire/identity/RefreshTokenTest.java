package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.SessionId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {

  private static final String IDS =
      "0199f0a0-0000-7000-8000-00000000000a.0199f0a0-0000-7000-8000-00000000000b.";
  private final RefreshToken token =
      RefreshToken.of(new OrgId(UUID.randomUUID()), new SessionId(UUID.randomUUID()));

  @Test
  void isReadAsItWasWritten() {
    assertThat(RefreshToken.read(token.text())).contains(token);
    assertThat(token.text()).hasSizeLessThanOrEqualTo(200).hasSize(36 + 1 + 36 + 1 + 43);
  }

  @Test
  void noTwoAreAlike() {
    assertThat(token.next()).isNotEqualTo(token);
    assertThat(token.next().hash()).isNotEqualTo(token.hash());
  }

  @Test
  void onlyItsOwnBearerTakesTheMaskOffItsSuccessor() {
    RefreshToken successor = token.next();

    byte[] masked = token.mask(successor);

    assertThat(token.unmask(masked)).isEqualTo(successor);
    assertThat(token.next().unmask(masked)).isNotEqualTo(successor);
    assertThat(Forge.segment(masked)).isNotEqualTo(successor.secret());
  }

  @Test
  void doesNotPrintItsSecret() {
    assertThat(token.toString()).doesNotContain(token.secret());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "\0.\0.\0",
        IDS,
        IDS + "AAAA",
        IDS + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        IDS + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        IDS + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
        IDS + "🏕️AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "0199F0A0-0000-7000-8000-00000000000A.0199f0a0-0000-7000-8000-00000000000b."
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatLooksOtherwiseIsNone(String text) {
    assertThat(RefreshToken.read(text)).isEmpty();
  }

  @Test
  void theTextsAboveDifferFromATokenByWhatTheySayAlone() {
    assertThat(RefreshToken.read(IDS + "A".repeat(43))).isPresent();
  }
}

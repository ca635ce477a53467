package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SealTest {

  private static final String SECRET = "a secret of the operator's, long enough";
  private static final byte[] PLAIN = Forge.bytes("the private key");
  private final Seal seal = Seal.of(SECRET);

  @Test
  void whatWasClosedOpensByTheSameSecretAlone() {
    byte[] closed = seal.close("key 1", PLAIN);

    assertThat(Seal.of(SECRET).open("key 1", closed)).isEqualTo(PLAIN);
    assertThat(new String(closed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("private");
    assertThatThrownBy(() -> Seal.of(SECRET + "!").open("key 1", closed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void itOpensUnderItsOwnNameAlone() {
    byte[] closed = seal.close("key 1", PLAIN);

    assertThatThrownBy(() -> seal.open("key 2", closed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatWasAlteredDoesNotOpen() {
    byte[] closed = seal.close("key 1", PLAIN);
    closed[closed.length - 1] ^= 1;

    assertThatThrownBy(() -> seal.open("key 1", closed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open("key 1", new byte[3]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theSameIsNeverClosedAlikeTwice() {
    assertThat(seal.close("key 1", PLAIN)).isNotEqualTo(seal.close("key 1", PLAIN));
  }

  @Test
  void itTellsNothingButItsFingerprint() {
    assertThat(seal.toString()).doesNotContain(SECRET);
    assertThat(seal.fingerprint()).isEqualTo(Seal.of(SECRET).fingerprint());
    assertThat(seal.fingerprint()).isNotEqualTo(Seal.of(SECRET + "!").fingerprint());
  }
}

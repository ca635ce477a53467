package dev.campfire.bench.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bench.RefusedSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgTargetTest {
  @Test
  void neverShowsThePassword() {
    PgTarget target = PgTarget.parse("postgresql://owner:secret@db.example.com:5432/campfire");

    assertThat(target).hasToString("db.example.com:5432/campfire");
    assertThat(target.isLoopback()).isFalse();
  }

  @Test
  void knowsThisMachine() {
    assertThat(PgTarget.parse("postgresql://postgres@127.0.0.1:5433/campfire").isLoopback())
        .isTrue();
    assertThat(PgTarget.parse("postgres://postgres@[::1]/campfire").isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "campfire", "jdbc:postgresql://h/d", "postgresql://h", "postgresql://:secret"})
  void refusesWhatNamesNoDatabaseWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> PgTarget.parse(url))
        .isInstanceOf(RefusedSettings.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void saysThatNoNodeRunsOnAFolder() {
    assertThatThrownBy(() -> PgTarget.ofFolder(Path.of("nowhere")))
        .isInstanceOf(RefusedSettings.class)
        .hasMessageContaining("nowhere");
  }
}

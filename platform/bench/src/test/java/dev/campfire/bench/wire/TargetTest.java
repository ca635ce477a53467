package dev.campfire.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bench.RefusedSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://127.9.8.7",
        "http://localhost:80/",
        "https://[::1]:8443"
      })
  void knowsThisMachine(String url) {
    assertThat(Target.parse(url).isLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chat.example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1",
        "http://localhost.example.com"
      })
  void takesEverythingElseForAnother(String url) {
    assertThat(Target.parse(url).isLoopback()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "ws://127.0.0.1",
        "http://127.0.0.1/eventbus",
        "http://a:b@127.0.0.1",
        "http://",
        "no url"
      })
  void refusesWhatIsNoOrigin(String url) {
    assertThatThrownBy(() -> Target.parse(url))
        .isInstanceOf(RefusedSettings.class)
        .hasMessageContaining("--url must read");
  }

  @Test
  void fillsInThePortOfTheScheme() {
    assertThat(Target.parse("https://[::1]")).isEqualTo(new Target("::1", 443, true));
    assertThat(Target.parse("http://localhost").port()).isEqualTo(80);
    assertThat(Target.parse("https://[::1]")).hasToString("https://[::1]:443");
  }
}

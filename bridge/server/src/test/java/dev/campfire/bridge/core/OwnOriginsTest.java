package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bridge.BridgeConfig;
import dev.campfire.bridge.Limits;
import dev.campfire.bridge.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnOriginsTest {
  private static final Limits LIMITS =
      new Limits(new Rate(1, 1), new Rate(1, 1), new Rate(1, 1), 1, 1, 1, 1, 1, 1, new Rate(1, 1));

  private static BridgeConfig config(String publicUrl) {
    return new BridgeConfig("127.0.0.1", 8_080, publicUrl, 2, false, null, false, LIMITS);
  }

  @Test
  void withoutAPublicUrlOurPortOfThisMachineIsOurs() {
    OwnOrigins own = OwnOrigins.of(config(null));

    assertThat(own.contains("http://127.0.0.1:8080")).isTrue();
    assertThat(own.contains("http://localhost:8080")).isTrue();
    assertThat(own.contains("http://localhost")).isFalse();
    assertThat(own.contains("https://localhost:8080")).isFalse();
    assertThat(own.socketSources()).isEqualTo("ws://127.0.0.1:8080 ws://localhost:8080");
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.com, https://chat.example.com, wss://chat.example.com",
    "https://chat.example.com/, https://chat.example.com, wss://chat.example.com",
    "HTTPS://Chat.Example.COM:443, https://chat.example.com, wss://chat.example.com",
    "http://chat.example.com:80, http://chat.example.com, ws://chat.example.com",
    "https://chat.example.com:8443, https://chat.example.com:8443, wss://chat.example.com:8443"
  })
  void aPublicUrlIsOursAsABrowserSaysIt(String url, String origin, String sockets) {
    OwnOrigins own = OwnOrigins.of(config(url));

    assertThat(own.contains(origin)).isTrue();
    assertThat(own.contains("http://127.0.0.1:8080")).isFalse();
    assertThat(own.socketSources()).isEqualTo(sockets);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.example.com",
        "ftp://chat.example.com",
        "https://chat.example.com/support",
        "https://chat.example.com?x",
        "https://user@chat.example.com",
        "https://",
        "not a url",
        ""
      })
  void whatIsNoOriginStopsTheStartAndNamesTheKey(String url) {
    assertThatThrownBy(() -> config(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bridge.publicUrl");
  }

  @Test
  void cookiesAreSecureWhereBrowsersComeOverHttps() {
    assertThat(config("https://chat.example.com").isSecure()).isTrue();
    assertThat(config("http://chat.example.com").isSecure()).isFalse();
    assertThat(config(null).isSecure()).isFalse();
  }
}

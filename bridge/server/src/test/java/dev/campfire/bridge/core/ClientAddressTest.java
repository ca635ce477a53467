package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.BridgeConfig;
import dev.campfire.bridge.Limits;
import dev.campfire.bridge.Rate;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private static final SocketAddress PROXY = SocketAddress.inetSocketAddress(4_711, "192.0.2.1");
  private static final Limits LIMITS =
      new Limits(new Rate(1, 1), new Rate(1, 1), new Rate(1, 1), 1, 1, 1, 1, 1, 1, new Rate(1, 1));

  private static String address(String header, MultiMap headers) {
    var config = new BridgeConfig("127.0.0.1", 8_080, null, 2, false, header, false, LIMITS);
    return ClientAddress.of(config, headers, PROXY);
  }

  private static MultiMap forwarded(String... values) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String value : values) {
      headers.add("X-Forwarded-For", value);
    }
    return headers;
  }

  @Test
  void withoutAProxyTheConnectionTells() {
    assertThat(address(null, forwarded("203.0.113.9"))).isEqualTo("192.0.2.1");
  }

  @Test
  void behindAProxyItsOwnWordCountsAndNotTheClients() {
    assertThat(address("x-forwarded-for", forwarded("10.9.9.9, 203.0.113.9")))
        .isEqualTo("203.0.113.9");
    assertThat(address("x-forwarded-for", forwarded("10.9.9.9", "203.0.113.9")))
        .isEqualTo("203.0.113.9");
    assertThat(address("x-forwarded-for", forwarded())).isEqualTo("192.0.2.1");
  }

  @Test
  void theStandardHeaderIsReadAsItsOwnGrammar() {
    assertThat(forwardedAs("for=10.9.9.9, for=203.0.113.9;proto=https;by=192.0.2.1"))
        .isEqualTo("203.0.113.9");
    assertThat(forwardedAs("proto=https;For=\"203.0.113.9:4711\"")).isEqualTo("203.0.113.9");
    assertThat(forwardedAs("for=\"[2001:db8::17]:4711\"")).isEqualTo("2001:db8::17");
    assertThat(forwardedAs("for=\"[")).isEmpty();
    assertThat(forwardedAs("nonsense")).isEqualTo("nonsense");
  }

  private static String forwardedAs(String value) {
    return address("Forwarded", MultiMap.caseInsensitiveMultiMap().add("Forwarded", value));
  }
}

package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeConfigTest {

  /** Contract section 3, rule 7. */
  @Test
  void theDefaultsAreThoseOfTheContract() {
    Configuration defaults = Configuration.defaults();
    BridgeConfig config = defaults.section("bridge", BridgeConfig.class);
    defaults.check();

    assertThat(config)
        .isEqualTo(
            new BridgeConfig(
                "127.0.0.1",
                8_080,
                null,
                2,
                false,
                null,
                false,
                new Limits(
                    new Rate(5, 10),
                    new Rate(50, 200),
                    new Rate(50, 200),
                    256,
                    200,
                    20,
                    10,
                    200,
                    60,
                    new Rate(0.1, 100))));
  }

  @ParameterizedTest
  @CsvSource({
    "bridge.port, 0",
    "bridge.port, 65536",
    "bridge.eventLoops, 0",
    "bridge.publicUrl, chat.example.com",
    "bridge.limits.feeds, 0",
    "bridge.limits.contactSockets, -1",
    "bridge.limits.messages.burst, 0",
    "bridge.limits.messages.perSecond, 0",
    "bridge.limits.messages.perSecond, x",
    "bridge.httpFallbacks, maybe"
  })
  void aValueThatCannotBeStopsTheStartAndIsNamed(String key, String value) {
    Configuration configuration =
        Configuration.defaults().set(key, value.matches("-?\\d+") ? Integer.valueOf(value) : value);
    configuration.section("bridge", BridgeConfig.class);

    assertThatThrownBy(configuration::check)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(key.substring(key.lastIndexOf('.') + 1))
        .hasMessageContaining("bridge");
  }

  /** What is counted by address or caller, and nothing that one socket or one frame may be. */
  @Test
  void theBenchLiftsOnlyWhatIsCountedByAddressOrCaller() {
    BridgeConfig bench = bench().section("bridge", BridgeConfig.class);
    BridgeConfig usual = Configuration.defaults().section("bridge", BridgeConfig.class);
    Rate anything = new Rate(10_000, 100_000);

    assertThat(bench.host()).isEqualTo("127.0.0.1");
    assertThat(bench.limits())
        .isEqualTo(
            new Limits(
                anything,
                anything,
                anything,
                usual.limits().requestsInFlight(),
                usual.limits().feeds(),
                usual.limits().contactFeeds(),
                100_000,
                100_000,
                100_000,
                anything));
  }

  @ParameterizedTest
  @CsvSource({
    "bridge.host, 0.0.0.0",
    "bridge.host, 10.0.0.11",
    "bridge.host, '::'",
    "bridge.host, 127.example.com",
    "bridge.publicUrl, https://chat.example.com",
    "bridge.clientAddressHeader, X-Forwarded-For"
  })
  void theBenchIsForThisMachineAlone(String key, String value) {
    Configuration elsewhere = bench().set(key, value);
    elsewhere.section("bridge", BridgeConfig.class);

    assertThatThrownBy(elsewhere::check)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("bridge.liftLimits is to measure on this machine")
        .hasMessageContaining(key);
  }

  private static Configuration bench() {
    return Configuration.defaults().overlay(Path.of("../../conf/bench.yaml"));
  }
}

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
    Configuration lifted = Configuration.defaults().overlay(Path.of("../../conf/bench.yaml"));
    BridgeConfig bench = lifted.section("bridge", BridgeConfig.class);
    BridgeConfig usual = Configuration.defaults().section("bridge", BridgeConfig.class);
    lifted.check();

    assertThat(bench.host()).isEqualTo("127.0.0.1");
    assertThat(bench.limits())
        .isEqualTo(
            new Limits(
                bench.limits().contactMessages(),
                bench.limits().messages(),
                bench.limits().requests(),
                usual.limits().requestsInFlight(),
                usual.limits().feeds(),
                usual.limits().contactFeeds(),
                bench.limits().contactSockets(),
                bench.limits().socketsNotSignedIn(),
                bench.limits().widgetSessionsPerMinute(),
                bench.limits().wrongSignIns()));
  }
}

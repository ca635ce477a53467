package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
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
}

package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.host.config.Configuration;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityConfigTest {

  @Test
  void theDefaultsAreTheContracts() {
    assertThat(Configuration.defaults().section("identity", IdentityConfig.class))
        .isEqualTo(
            new IdentityConfig(
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                5,
                Duration.ofMinutes(15),
                2,
                20,
                19 * 1024,
                2,
                1,
                Duration.ofDays(3),
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "accessTokenLife, 9s",
    "accessTokenLife, 901s",
    "sessionLife, 59s",
    "sessionLife, 401d",
    "wrongPasswordLimit, 0",
    "wrongPasswordWindow, 999ms",
    "passwordWorkers, 0",
    "passwordQueue, -1",
    "argon2MemoryKib, 7167",
    "argon2Iterations, 0",
    "argon2Parallelism, 0",
    "invitationLife, 59s"
  })
  void aValueOutOfBoundsStopsTheStartAndIsNamed(String key, String value) {
    Configuration configuration = Configuration.defaults();
    Object given = value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value;
    configuration.set("identity." + key, given).section("identity", IdentityConfig.class);

    assertThatThrownBy(configuration::check).hasMessageContaining("identity." + key + " must be");
  }

  @Test
  void aBoundIsSaidAsTheFileWritesIt() {
    Configuration configuration = Configuration.defaults();
    configuration.set("identity.accessTokenLife", "1h").section("identity", IdentityConfig.class);

    assertThatThrownBy(configuration::check)
        .hasMessageContaining("identity.accessTokenLife must be from 10s to 15m, was 1h");
  }
}

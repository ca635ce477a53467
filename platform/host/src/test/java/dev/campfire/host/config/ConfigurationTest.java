package dev.campfire.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.host.StartFailure;
import dev.campfire.host.database.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir private Path folder;

  @Test
  void theDefaultsBind() {
    Configuration configuration = Configuration.defaults();

    NodeConfig node = configuration.section("node", NodeConfig.class);
    DatabaseConfig database = configuration.section("database", DatabaseConfig.class);

    configuration.check();
    assertThat(node.requestTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(database.url()).isNull();
  }

  @Test
  void everyFaultIsNamedAtOnce() throws IOException {
    Configuration configuration =
        Configuration.defaults()
            .overlay(file("node: {eventLoops: 0, dta: x}\ndatabase: {connections: many}\nnod: 1"));

    configuration.section("node", NodeConfig.class);
    configuration.section("database", DatabaseConfig.class);

    assertThatThrownBy(configuration::check)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("node.dta is not a known key")
        .hasMessageContaining("nod is not a known key")
        .hasMessageContaining("node.eventLoops must be between 1 and 64, was 0")
        .hasMessageContaining("database.connections must be a whole number");
  }

  @Test
  void theEnvironmentStandsOverTheFile() throws IOException {
    Configuration configuration =
        Configuration.defaults()
            .overlay(file("database: {url: from-file}"))
            .overlay(
                Map.of(
                    "CAMPFIRE_DATABASE_URL", "from-environment",
                    "CAMPFIRE_NODE_EVENT_LOOPS", "3"));

    assertThat(configuration.section("database", DatabaseConfig.class).url())
        .isEqualTo("from-environment");
    assertThat(configuration.section("node", NodeConfig.class).eventLoops()).isEqualTo(3);
  }

  @Test
  void aFileThatIsNoYamlNamesItsLine() throws IOException {
    Path broken = file("node:\n  data: [");

    assertThatThrownBy(() -> Configuration.defaults().overlay(broken))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("line");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("campfire.yaml"), text);
  }
}

package dev.campfire.host.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.campfire.host.cluster.ClusterConfig;
import dev.campfire.host.database.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code conf/} that people copy. */
class ExamplesTest {
  private static final Path CONF = Path.of("../../conf");

  @ParameterizedTest
  @ValueSource(strings = {"one-machine.yaml", "three-nodes.yaml", "kubernetes-node.yaml"})
  void everyExampleHasOnlyKeysThatThereAreAndValuesThatBind(String file) {
    Configuration configuration = Configuration.defaults().overlay(CONF.resolve(file));

    configuration.section("node", NodeConfig.class);
    configuration.section("database", DatabaseConfig.class);
    configuration.section("cluster", ClusterConfig.class);

    configuration.check();
  }

  @Test
  void theManifestSetsKeysThatThereAreAndAsksPathsThatThereAre() throws IOException {
    JsonNode deployment = null;
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper()
            .readerFor(JsonNode.class)
            .readValues(CONF.resolve("kubernetes.yaml").toFile())) {
      for (JsonNode document : documents.readAll()) {
        deployment = document.get("kind").asText().equals("Deployment") ? document : deployment;
      }
    }

    JsonNode pod = deployment.at("/spec/template/spec");
    for (JsonNode name :
        deployment.findValues("env").stream().flatMap(ExamplesTest::names).toList()) {
      assertThat(name.asText())
          .isIn(
              "CAMPFIRE_CLUSTER_HOST", "CAMPFIRE_DATABASE_URL", "CAMPFIRE_DATABASE_MIGRATION_URL");
    }
    assertThat(pod.at("/containers/0/livenessProbe/httpGet/path").asText())
        .isEqualTo("/health/live");
    assertThat(pod.at("/containers/0/readinessProbe/httpGet/path").asText())
        .isEqualTo("/health/ready");
    assertThat(pod.get("terminationGracePeriodSeconds").asInt()).isGreaterThanOrEqualTo(5 + 15);
  }

  private static java.util.stream.Stream<JsonNode> names(JsonNode environment) {
    return environment.findValues("name").stream()
        .filter(name -> !List.of("campfire-database").contains(name.asText()));
  }
}

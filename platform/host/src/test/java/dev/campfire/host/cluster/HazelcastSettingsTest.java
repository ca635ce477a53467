package dev.campfire.host.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HazelcastSettingsTest {
  private static Config settings(Configuration configuration) {
    ClusterConfig config = configuration.section("cluster", ClusterConfig.class);
    configuration.check();
    return HazelcastSettings.of(config, Map.of("campfire.contract", "1.0"));
  }

  @Test
  void nothingIsLookedForToldOrHeardAbroad() {
    Config settings = settings(Configuration.defaults());

    var network = settings.getNetworkConfig();
    assertThat(network.getJoin().getMulticastConfig().isEnabled()).isFalse();
    assertThat(network.getJoin().isAutoDetectionEnabled()).isFalse();
    assertThat(network.getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
    assertThat(settings.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(settings.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
  }

  @Test
  void aFrozenNodeIsOutAndASplitJoinsWithinSeconds() {
    Config settings = settings(Configuration.defaults());

    assertThat(settings.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("8");
    assertThat(settings.getProperty("hazelcast.merge.first.run.delay.seconds")).isEqualTo("2");
    assertThat(settings.getProperty("hazelcast.merge.next.run.delay.seconds")).isEqualTo("2");
  }

  @Test
  void theExampleOfKubernetesAsksDnsAlone() {
    Config settings =
        settings(Configuration.defaults().overlay(Path.of("../../conf/kubernetes-node.yaml")));

    var join = settings.getNetworkConfig().getJoin();
    assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
    assertThat(join.getKubernetesConfig().getProperty("service-dns"))
        .isEqualTo("campfire-members.campfire.svc.cluster.local");
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "0.0.0.0", "::", "2001:4860::8888", "100.128.0.1"})
  void aPublicAddressStopsTheStart(String host) {
    assertThatThrownBy(() -> PrivateAddress.require(host))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("one private address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "100.64.3.4", "fd00::1"})
  void aPrivateAddressIsLetThrough(String host) {
    assertThatCode(() -> PrivateAddress.require(host)).doesNotThrowAnyException();
  }

  @Test
  void halfOfTlsIsRefused() {
    Configuration configuration = Configuration.defaults().set("cluster.tls.certificate", "a.pem");

    configuration.section("cluster", ClusterConfig.class);

    assertThatThrownBy(configuration::check)
        .hasMessageContaining("cluster.tls needs certificate, key and authority");
  }
}

package dev.campfire.testkit;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.host.StartFailure;
import dev.campfire.host.cluster.Cluster;
import dev.campfire.host.cluster.ClusterConfig;
import dev.campfire.host.cluster.Release;
import dev.campfire.host.config.Configuration;
import dev.campfire.testkit.TwoNodesIT.EchoModule;
import dev.campfire.testkit.TwoNodesIT.Say;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Membership, on two nodes whose bus is secured by TLS. */
class ClusterIT {
  private static final Certificates CERTIFICATES = Certificates.make();
  private static final String NAME = "cluster-it-" + ThreadLocalRandom.current().nextInt();
  private static final int PORT = ThreadLocalRandom.current().nextInt(20_000, 30_000);

  @RegisterExtension
  static final CampfireExtension campfire =
      secured(CampfireExtension.nodes(2).module(new EchoModule())).build();

  private static CampfireExtension.Builder secured(CampfireExtension.Builder nodes) {
    return nodes
        .configure("cluster.name", NAME)
        .configure("cluster.port", PORT)
        .configure("cluster.tls.certificate", CERTIFICATES.certificate().toString())
        .configure("cluster.tls.key", CERTIFICATES.key().toString())
        .configure("cluster.tls.authority", CERTIFICATES.certificate().toString());
  }

  private static HazelcastClusterManager manager(int node) {
    return (HazelcastClusterManager) ((VertxInternal) campfire.vertx(node)).clusterManager();
  }

  private static List<String> whoAnswers(String address) {
    Promise<List<RegistrationInfo>> found = Promise.promise();
    manager(0).getRegistrations(address, found);
    return await(found.future()).stream().map(RegistrationInfo::nodeId).sorted().toList();
  }

  @Test
  void nodesTalkOverTls() {
    campfire.bus(0).publish(TwoNodesIT.SAID.at(campfire.org().id()), new TwoNodesIT.Said("hi"));

    await().untilAsserted(() -> assertThat(campfire.events(1)).isNotEmpty());
  }

  @Test
  void whoShowsNoCertificateDoesNotReachTheBus() {
    NodeInfo node = manager(1).getNodeInfo();
    Vertx stranger = campfire.vertx(0);
    var client =
        stranger.createNetClient(
            new NetClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm(""));
    Promise<Void> closed = Promise.promise();

    client
        .connect(node.port(), node.host())
        .onComplete(socket -> socket.closeHandler(gone -> closed.complete()), closed::fail);

    await().until(() -> closed.future().isComplete());
  }

  @Test
  void whatTheClusterHasForgottenIsRegisteredAnew() {
    List<String> both = whoAnswers("test.echo");
    assertThat(both).hasSize(2);

    forget("test.echo");
    forget("feeds");
    assertThat(whoAnswers("test.echo")).isEmpty();

    await()
        .untilAsserted(
            () -> {
              assertThat(whoAnswers("test.echo")).isEqualTo(both);
              assertThat(whoAnswers("feeds")).hasSize(2);
            });
  }

  /** By way of Vert.x: what is only missing in Hazelcast, vertx-hazelcast itself puts back. */
  private static void forget(String address) {
    Promise<List<RegistrationInfo>> found = Promise.promise();
    manager(0).getRegistrations(address, found);
    for (RegistrationInfo registration : await(found.future())) {
      for (int node = 0; node < 2; node++) {
        Promise<Void> removed = Promise.promise();
        manager(node).removeRegistration(address, registration, removed);
        await(removed.future());
      }
    }
  }

  @Test
  void anAddressOfANodeThatIsGoneIsRemoved() {
    Promise<Void> added = Promise.promise();
    manager(0).addRegistration("test", new RegistrationInfo("gone", 1, false), added);
    await(added.future());

    await().untilAsserted(() -> assertThat(whoAnswers("test")).hasSize(2).doesNotContain("gone"));
  }

  @Test
  void aNodeOfTheClusterIsReadyAndSaysWhy() {
    await()
        .untilAsserted(
            () -> {
              CheckResult health = await(campfire.node(0).health());
              assertThat(health.getChecks())
                  .extracting(CheckResult::getId)
                  .containsExactlyInAnyOrder("verticles", "database", "migrations", "cluster");
              assertThat(CheckResult.isUp(health)).isTrue();
            });
  }

  @Test
  void aNodeOfAnotherMajorOrAnOlderSchemaDoesNotStay() {
    Configuration configuration =
        Configuration.defaults().set("cluster.name", NAME).set("cluster.port", PORT);
    ClusterConfig config = configuration.section("cluster", ClusterConfig.class);
    Cluster other = new Cluster(config, new Release("2.0", "200001010000"));
    Cluster older = new Cluster(config, new Release("1.0", "200001010000"));

    assertThatThrownBy(() -> checkAsMember(other))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("nodes of two majors");
    assertThatThrownBy(() -> checkAsMember(older))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("start the newer version");
    assertThat(await(campfire.bus().request(TwoNodesIT.ECHO, Caller.SYSTEM, new Say("still"))))
        .isEqualTo(new TwoNodesIT.Said("still"));
  }

  private static void checkAsMember(Cluster cluster) {
    Vertx member = await(Vertx.builder().withClusterManager(cluster.manager()).buildClustered());
    try {
      cluster.checkFellows(false);
    } finally {
      await(member.close());
    }
  }
}

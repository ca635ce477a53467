package dev.campfire.host.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import dev.campfire.host.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** This node's membership, by Hazelcast. */
public final class Cluster {
  private static final String CONTRACT = "campfire.contract";
  private static final String SCHEMA = "campfire.schema";

  private final ClusterConfig config;
  private final Release release;
  private final HazelcastClusterManager manager;

  /**
   * @param release what this node is, which the others are told
   * @throws StartFailure if the address is not private
   */
  public Cluster(ClusterConfig config, Release release) {
    PrivateAddress.require(config.host());
    this.config = config;
    this.release = release;
    // Read before the first configuration object is made, so it has to be a system property.
    System.setProperty("hazelcast.logging.type", "slf4j");
    this.manager =
        new HazelcastClusterManager(
            HazelcastSettings.of(
                config, Map.of(CONTRACT, release.contract(), SCHEMA, release.schema())));
  }

  public ClusterManager manager() {
    return manager;
  }

  /** The event bus between nodes: bound like the members; a dead link is noticed in seconds. */
  public EventBusOptions bus() {
    EventBusOptions bus =
        new EventBusOptions()
            .setHost(config.host())
            .setPort(0)
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setClusterPingInterval(config.busPing().toMillis())
            .setClusterPingReplyInterval(config.busPing().toMillis());
    return config.tls().isOn() ? secure(bus, config.tls()) : bus;
  }

  /** Both ends show a certificate of the authority's. */
  private static EventBusOptions secure(EventBusOptions bus, ClusterConfig.Tls tls) {
    for (String file : List.of(tls.certificate(), tls.key(), tls.authority())) {
      if (!Files.isReadable(Path.of(file))) {
        throw new StartFailure("The file " + file + " of cluster.tls cannot be read.");
      }
    }
    return bus.setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(tls.key()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority()))
        .setTrustAll(false)
        .setClientAuth(ClientAuth.REQUIRED);
  }

  /**
   * Looks whether this node fits to those that are there.
   *
   * @param acceptNewer whether a cluster that knows a newer schema is joined all the same
   * @throws StartFailure if it does not
   */
  public void checkFellows(boolean acceptNewer) {
    for (Member member : manager.getHazelcastInstance().getCluster().getMembers()) {
      if (!member.localMember()) {
        release.checkFellow(
            config.name(), member.getAttribute(CONTRACT), member.getAttribute(SCHEMA), acceptNewer);
      }
    }
  }

  /** From now on the halves of a split find one another within seconds. */
  public void seekOthers(Vertx vertx) {
    if (config.dns() == null) {
      HazelcastInstance hazelcast = manager.getHazelcastInstance();
      new Candidates(
              vertx,
              hazelcast.getConfig().getNetworkConfig().getJoin().getTcpIpConfig(),
              () -> members(hazelcast))
          .start();
    }
  }

  private static Set<InetSocketAddress> members(HazelcastInstance hazelcast) {
    return hazelcast.getCluster().getMembers().stream()
        .map(Member::getAddress)
        .map(address -> new InetSocketAddress(address.getHost(), address.getPort()))
        .collect(Collectors.toSet());
  }

  /** Whether this node is a member now. */
  public boolean isMember() {
    return manager.isActive();
  }

  String nodeId() {
    return manager.getNodeId();
  }

  List<String> nodes() {
    return manager.getNodes();
  }

  Future<List<RegistrationInfo>> registrations(String address) {
    Promise<List<RegistrationInfo>> found = Promise.promise();
    manager.getRegistrations(address, found);
    return found.future();
  }

  Future<Void> removeRegistration(String address, RegistrationInfo registration) {
    Promise<Void> removed = Promise.promise();
    manager.removeRegistration(address, registration, removed);
    return removed.future();
  }

  /** How many entries the whole registry has. */
  Future<Integer> registrySize(Vertx vertx) {
    return vertx.executeBlocking(
        () -> manager.getHazelcastInstance().getMultiMap(HazelcastSettings.REGISTRY).size());
  }
}

package dev.campfire.host.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Map;

/**
 * Membership by Hazelcast, with every default replaced that would lose minutes or listen abroad.
 */
public final class Cluster {
  private Cluster() {}

  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          Map.entry("hazelcast.phone.home.enabled", "false"),
          // We leave the cluster ourselves, after the verticles.
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          // Without this the port is open on every interface, whatever the interfaces say.
          Map.entry("hazelcast.socket.bind.any", "false"),
          // A frozen node is out after 8 s instead of 60; a killed one is seen at once.
          Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
          Map.entry("hazelcast.max.no.heartbeat.seconds", "8"),
          // Nodes that found no cluster start one at once instead of after 5 s.
          Map.entry("hazelcast.wait.seconds.before.join", "0"),
          // A split heals in seconds; the defaults take five minutes and then two.
          Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
          Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
          // The registry is some thirty entries a node: few partitions and threads carry it.
          Map.entry("hazelcast.partition.count", "31"),
          Map.entry("hazelcast.operation.thread.count", "2"),
          Map.entry("hazelcast.operation.generic.thread.count", "2"),
          Map.entry("hazelcast.io.thread.count", "2"),
          Map.entry("hazelcast.event.thread.count", "2"));

  public static ClusterManager manager(ClusterConfig config) {
    // Read before the first configuration object is made, so it has to be a system property.
    System.setProperty("hazelcast.logging.type", "slf4j");
    Config hazelcast = new Config().setClusterName(config.name());
    PROPERTIES.forEach(hazelcast::setProperty);
    addVertxStructures(hazelcast);
    NetworkConfig network = hazelcast.getNetworkConfig();
    network
        .setPort(config.port())
        .setPortCount(config.portCount())
        .setPortAutoIncrement(config.portCount() > 1);
    network.getInterfaces().setEnabled(true).addInterface(config.host());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
    for (String member : config.members()) {
      if (member.contains(":")) {
        join.getTcpIpConfig().addMember(member);
      } else {
        for (int i = 0; i < config.portCount(); i++) {
          join.getTcpIpConfig().addMember(member + ":" + (config.port() + i));
        }
      }
    }
    return new HazelcastClusterManager(hazelcast);
  }

  /** The structures that vertx-hazelcast needs, as its own default file declares them. */
  private static void addVertxStructures(Config hazelcast) {
    hazelcast.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    hazelcast.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    hazelcast.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
  }

  /** The event bus between nodes: bound like the members; a dead link is noticed in seconds. */
  public static EventBusOptions bus(ClusterConfig config) {
    return new EventBusOptions()
        .setHost(config.host())
        .setPort(0)
        .setConnectTimeout(3_000)
        .setClusterPingInterval(3_000)
        .setClusterPingReplyInterval(3_000);
  }
}

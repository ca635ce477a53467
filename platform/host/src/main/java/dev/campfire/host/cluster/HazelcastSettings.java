package dev.campfire.host.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import java.util.Map;

/** Every default of Hazelcast replaced that would lose minutes or listen abroad. */
final class HazelcastSettings {
  /** The structure in which Vert.x keeps who listens to which address. */
  static final String REGISTRY = "__vertx.subs";

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("hazelcast.phone.home.enabled", "false"),
          // We leave the cluster ourselves, after the verticles.
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          // Without this the port is open on every interface, whatever the interfaces say.
          Map.entry("hazelcast.socket.bind.any", "false"),
          // Nodes that found no cluster start one at once instead of after 5 s.
          Map.entry("hazelcast.wait.seconds.before.join", "0"),
          // The registry is some forty entries a node: few partitions and threads carry it.
          Map.entry("hazelcast.partition.count", "31"),
          Map.entry("hazelcast.operation.thread.count", "2"),
          Map.entry("hazelcast.operation.generic.thread.count", "2"),
          Map.entry("hazelcast.io.thread.count", "2"),
          Map.entry("hazelcast.event.thread.count", "2"));

  private HazelcastSettings() {}

  /**
   * @param attributes what the other members are told of this one
   */
  static Config of(ClusterConfig config, Map<String, String> attributes) {
    Config hazelcast = new Config().setClusterName(config.name());
    FIXED.forEach(hazelcast::setProperty);
    seconds(hazelcast, "hazelcast.heartbeat.interval.seconds", config.heartbeat().toSeconds());
    seconds(hazelcast, "hazelcast.max.no.heartbeat.seconds", config.failAfter().toSeconds());
    seconds(hazelcast, "hazelcast.merge.first.run.delay.seconds", config.mergeAfter().toSeconds());
    seconds(hazelcast, "hazelcast.merge.next.run.delay.seconds", config.mergeAfter().toSeconds());
    attributes.forEach(hazelcast.getMemberAttributeConfig()::setAttribute);
    addVertxStructures(hazelcast);
    NetworkConfig network = hazelcast.getNetworkConfig();
    network
        .setPort(config.port())
        .setPortCount(config.portCount())
        .setPortAutoIncrement(config.portCount() > 1);
    network.getInterfaces().setEnabled(true).addInterface(config.host());
    addJoin(config, network.getJoin());
    return hazelcast;
  }

  private static void seconds(Config hazelcast, String property, long seconds) {
    hazelcast.setProperty(property, Long.toString(seconds));
  }

  private static void addJoin(ClusterConfig config, JoinConfig join) {
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    if (config.dns() != null) {
      join.getKubernetesConfig()
          .setEnabled(true)
          .setProperty("service-dns", config.dns())
          .setProperty("service-port", Integer.toString(config.port()));
      return;
    }
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
  }

  /** The structures that vertx-hazelcast needs, as its own default file declares them. */
  private static void addVertxStructures(Config hazelcast) {
    hazelcast.addMultiMapConfig(
        new MultiMapConfig(REGISTRY)
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    hazelcast.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    hazelcast.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
  }
}

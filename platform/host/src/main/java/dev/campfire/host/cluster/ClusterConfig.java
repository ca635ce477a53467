package dev.campfire.host.cluster;

import dev.campfire.contract.schema.Optional;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code cluster}.
 *
 * @param name nodes of another name are strangers
 * @param host the address that members and event bus bind; must be private
 * @param port the first that is tried
 * @param portCount how many ports from {@code port} on are tried
 * @param members where other nodes may be, {@code host} or {@code host:port}
 * @param dns a name that stands for the addresses of all nodes, instead of {@code members}
 * @param heartbeat how often members say that they live
 * @param failAfter a member that has said nothing for so long is out
 * @param mergeAfter how soon, and how often, the halves of a split look for one another
 * @param busPing how often a link of the event bus is tried, and how long its answer may take
 * @param connectTimeout of a link of the event bus
 */
public record ClusterConfig(
    String name,
    String host,
    int port,
    int portCount,
    List<String> members,
    @Optional String dns,
    Duration heartbeat,
    Duration failAfter,
    Duration mergeAfter,
    Duration busPing,
    Duration connectTimeout,
    Tls tls) {

  /**
   * The event bus over TLS: all three, or none.
   *
   * @param certificate of this node, a PEM file
   * @param key of the certificate, a PEM file (PKCS #8)
   * @param authority whose certificates are let in, a PEM file
   */
  public record Tls(
      @Optional String certificate, @Optional String key, @Optional String authority) {
    public Tls {
      boolean any = certificate != null || key != null || authority != null;
      boolean all = certificate != null && key != null && authority != null;
      if (any && !all) {
        throw new IllegalArgumentException(
            "cluster.tls needs certificate, key and authority, or none of them");
      }
    }

    boolean isOn() {
      return certificate != null;
    }
  }

  public ClusterConfig {
    if (port < 1 || port > 65_000) {
      throw new IllegalArgumentException("cluster.port must be between 1 and 65000, was " + port);
    }
    if (portCount < 1 || portCount > 100) {
      throw new IllegalArgumentException(
          "cluster.portCount must be between 1 and 100, was " + portCount);
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("cluster.members must name at least one host");
    }
    requireWholeSeconds("heartbeat", heartbeat);
    requireWholeSeconds("failAfter", failAfter);
    requireWholeSeconds("mergeAfter", mergeAfter);
    if (failAfter.compareTo(heartbeat.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "cluster.failAfter must be at least three times cluster.heartbeat, was " + failAfter);
    }
    requireOneSecond("busPing", busPing);
    requireOneSecond("connectTimeout", connectTimeout);
  }

  /** Hazelcast takes no less and nothing between. */
  private static void requireWholeSeconds(String key, Duration value) {
    if (value.toSeconds() < 1 || value.toNanosPart() != 0) {
      throw new IllegalArgumentException("cluster." + key + " must be whole seconds, at least 1s");
    }
  }

  private static void requireOneSecond(String key, Duration value) {
    if (value.toMillis() < 1_000) {
      throw new IllegalArgumentException("cluster." + key + " must be at least 1s");
    }
  }
}

package dev.campfire.host.cluster;

import java.util.List;

/**
 * The section {@code cluster}.
 *
 * @param name nodes of another name are strangers
 * @param host the address that members and event bus bind; must be private
 * @param port the first that is tried
 * @param portCount how many ports from {@code port} on are tried
 * @param members where other nodes may be, {@code host} or {@code host:port}
 */
public record ClusterConfig(
    String name, String host, int port, int portCount, List<String> members) {
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
  }
}

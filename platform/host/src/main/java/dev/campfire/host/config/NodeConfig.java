package dev.campfire.host.config;

import dev.campfire.contract.schema.Optional;
import java.time.Duration;

/**
 * The section {@code node}.
 *
 * @param data where the embedded database lives
 * @param managementHost where health and metrics are served
 * @param managementPort absent: not served
 * @param extensions where verticles from outside are laid; absent: there are none
 * @param eventLoops of the verticles
 * @param requestTimeout of one try of a command on the bus
 */
public record NodeConfig(
    String data,
    String managementHost,
    @Optional Integer managementPort,
    @Optional String extensions,
    int eventLoops,
    Duration requestTimeout) {
  public NodeConfig {
    if (eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException(
          "node.eventLoops must be between 1 and 64, was " + eventLoops);
    }
    if (managementPort != null && (managementPort < 0 || managementPort > 65_535)) {
      throw new IllegalArgumentException(
          "node.managementPort must be between 0 and 65535, was " + managementPort);
    }
    if (requestTimeout.toMillis() < 100) {
      throw new IllegalArgumentException("node.requestTimeout must be at least 100ms");
    }
  }
}

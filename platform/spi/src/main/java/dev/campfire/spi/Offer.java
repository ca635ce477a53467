package dev.campfire.spi;

import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Topic;
import java.util.List;

/**
 * What one node's extensions bring into the cluster, as its bridges need to know it.
 *
 * @param node tells one node's offer from another's
 */
public record Offer(String node, List<Part> parts) {

  /** One extension. */
  public record Part(String name, List<OfferedCommand> commands, List<OfferedTopic> topics) {}

  public record OfferedCommand(String address, Audience audience) {}

  public record OfferedTopic(String name, Topic.Subject subject, Audience audience) {}
}

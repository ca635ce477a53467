package dev.campfire.contract.presence;

import java.util.List;

/** Asks for all agents of the organisation. */
public record ListPresence() {

  /**
   * @param agents by name
   * @param available whether one of them is connected and chose {@code online}
   */
  public record Agents(List<AgentPresence> agents, boolean available) {}
}

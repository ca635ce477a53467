package dev.campfire.contract.identity;

import java.util.List;

/** The agents of the organisation, those who are disabled too, by name. */
public record ListAgents() {
  public record Agents(List<AdminAgent> agents) {}
}

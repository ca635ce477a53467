package dev.campfire.contract.analytics;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import java.time.Instant;
import java.util.List;

/** Asks what each agent did in a stretch of time. */
public record ReadAgents(Instant from, Instant to) {

  /** Those who did something, the most replies first. */
  public record Agents(List<AgentFigures> agents) {}

  /**
   * One agent's.
   *
   * @param replies answered turns, as in {@code byAgent}
   * @param resolved episodes that were theirs when they were resolved
   * @param csat of these; {@code asked} is {@code resolved}
   */
  public record AgentFigures(
      PersonId id,
      @Optional String name,
      @Range long replies,
      @OrNull TimeFigure firstResponseTime,
      @OrNull TimeFigure replyTime,
      @Range long resolved,
      @OrNull TimeFigure resolutionTime,
      Csat csat) {}
}

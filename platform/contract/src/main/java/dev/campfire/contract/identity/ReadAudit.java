package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who did what in the organisation, the newest first.
 *
 * @param before a {@code next}
 */
public record ReadAudit(@Optional UUID before, @Optional @Range(min = 1, max = 200) Integer limit) {

  public record Page(List<Entry> items, @OrNull UUID next) {}

  /**
   * @param actorId absent: whoever runs the installation, or nobody who is known
   * @param actorKind {@code agent}, {@code contact}, {@code bot}, {@code operator} or {@code
   *     nobody}
   * @param action {@code agent.invited}
   * @param subject the id of what it was done to
   * @param detail as JSON text
   */
  public record Entry(
      UUID id,
      Instant at,
      @Optional UUID actorId,
      String actorKind,
      String action,
      @Optional String subject,
      String detail) {}
}

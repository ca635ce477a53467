package dev.campfire.contract.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;
import java.util.List;

/**
 * For bridge nodes: which rights have ended lately. Asked twice a second, since what says so on the
 * bus may be lost.
 *
 * @param withinMs how far to look back, in milliseconds; beyond 20 minutes no token is left that
 *     could name what has ended
 */
public record ReadRevocations(@Range(min = 0, max = 1_200_000) long withinMs) {

  /** In no order; the same one comes again for as long as it is asked for. */
  public record Revocations(List<Revocation> items) {}

  /**
   * One session, or all of one person's: exactly one of the two is there.
   *
   * @param id unique among them
   */
  public record Revocation(
      OrgId org, long id, @Optional SessionId session, @Optional PersonId person) {}
}

package dev.campfire.contract.presence;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Range;
import java.util.List;
import java.util.UUID;

/**
 * A bridge node says that it is there, and who is connected to it: all of them, or who has come and
 * gone since its last report. Reports are numbered, so that whoever misses one asks for all.
 *
 * @param node names the life of the bridge node
 * @param number of the last report that had people in it, this one included
 * @param isWhole whether {@code came} is everybody
 * @param came people with their first socket there
 * @param gone people without a socket there any more
 */
public record Lease(
    UUID node, @Range long number, boolean isWhole, List<People> came, List<People> gone) {

  /** People of one organisation, each once, however many sockets they have. */
  public record People(OrgId org, List<PersonId> agents, List<PersonId> contacts) {}

  /** Whether it says no more than that the node is there. */
  public boolean isRenewal() {
    return !isWhole && came.isEmpty() && gone.isEmpty();
  }
}

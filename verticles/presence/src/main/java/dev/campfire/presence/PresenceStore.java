package dev.campfire.presence;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.presence.AgentPresence;
import dev.campfire.contract.presence.Availability;
import dev.campfire.contract.presence.ReadAvailability.AgentAvailability;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the database says of presence, which is what others are shown. Everything fails with {@code
 * unavailable} while it cannot be reached.
 */
interface PresenceStore {

  /**
   * One person's connection.
   *
   * @param seenAt when they came or went; null if that is not known
   */
  record Seen(Person person, boolean isOnline, Instant seenAt) {}

  /**
   * What became of a batch.
   *
   * @param agents those of it who are agents, as they are now
   * @param wasAvailable for each organisation of the batch, before it
   * @param available after it
   */
  record Written(
      Map<OrgId, List<AgentPresence>> agents,
      Map<OrgId, Boolean> wasAvailable,
      Map<OrgId, Boolean> available) {}

  /** An agent after their choice, and whether somebody was available before it. */
  record Chosen(AgentPresence agent, boolean wasAvailable) {}

  /** Writes who is connected, in one transaction. Who has no row yet is passed over. */
  Future<Written> write(Collection<Seen> batch);

  /** Fails with {@code forbidden} for who has no profile, or none any more. */
  Future<Chosen> choose(Caller agent, Availability availability);

  /** The organisation's agents by name. */
  Future<List<AgentPresence>> agents(OrgId org);

  /** The same, with what each has to do. */
  Future<List<AgentAvailability>> workloads(OrgId org);

  /** The organisations in which the database takes somebody for online. */
  Future<Set<OrgId>> orgsWithPeopleOnline();

  /**
   * Where the database is wrong in these organisations.
   *
   * @param online who is online there, in truth
   * @return the people whose rows say otherwise
   */
  Future<Set<Person>> findWrong(Set<OrgId> orgs, Collection<Person> online);

  /** When a presence node last said that it watches. */
  Future<Instant> watchedAt();

  Future<Void> watch(Instant now);
}

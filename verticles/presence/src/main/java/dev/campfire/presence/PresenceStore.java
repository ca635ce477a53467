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

  /**
   * What became of one agent's availability.
   *
   * @param isTold whether the others are to be told
   * @param wasAvailable whether somebody was available before
   */
  record Chosen(AgentPresence agent, boolean isTold, boolean wasAvailable) {}

  /** Writes who is connected, in one transaction. Who has no row yet is passed over. */
  Future<Written> write(Collection<Seen> batch);

  /**
   * The agent's own choice, which is a sign of them too. Fails with {@code forbidden} for who has
   * no profile, or none any more.
   */
  Future<Chosen> choose(Caller agent, Availability availability, Instant now);

  /**
   * Makes who is online away, and who is away by this rule online, by when they were last active on
   * any device. Fails as {@link #choose}.
   *
   * @param activeAt when they last were on one of them
   * @param awayBefore who was active last then, or earlier, is away
   */
  Future<Chosen> follow(Caller agent, Instant activeAt, Instant awayBefore);

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

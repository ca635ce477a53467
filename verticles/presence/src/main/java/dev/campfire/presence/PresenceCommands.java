package dev.campfire.presence;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.presence.AgentPresence;
import dev.campfire.contract.presence.Availability;
import dev.campfire.contract.presence.AvailabilityChosen;
import dev.campfire.contract.presence.ListPresence;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.ReadAvailability;
import dev.campfire.contract.presence.ReadAvailability.AgentAvailability;
import dev.campfire.contract.presence.ReadTypists;
import dev.campfire.contract.presence.ReportActivity;
import dev.campfire.contract.presence.SetAvailability;
import dev.campfire.contract.presence.SignalTyping;
import dev.campfire.contract.presence.Typist;
import dev.campfire.spi.Bus;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What presence answers, one method a command. */
final class PresenceCommands {
  private final PresenceStore store;
  private final Leases leases;
  private final Typists typists;
  private final Admission admission;
  private final Bus bus;
  private final Clock clock;
  private final Duration awayAfter;
  private final BooleanSupplier knowsAll;

  /**
   * @param awayAfter how long an agent is idle everywhere before they are away
   * @param knowsAll whether this node has heard every bridge node; until then the database alone
   *     says who is online
   */
  PresenceCommands(
      PresenceStore store,
      Leases leases,
      Typists typists,
      Admission admission,
      Bus bus,
      Clock clock,
      Duration awayAfter,
      BooleanSupplier knowsAll) {
    this.store = store;
    this.leases = leases;
    this.typists = typists;
    this.admission = admission;
    this.bus = bus;
    this.clock = clock;
    this.awayAfter = awayAfter;
    this.knowsAll = knowsAll;
  }

  Future<AgentPresence> set(Caller caller, SetAvailability request) {
    return store
        .choose(caller, request.availability(), clock.instant())
        .map(chosen -> tell(caller, chosen));
  }

  Future<AgentPresence> active(Caller caller, ReportActivity request) {
    Instant now = clock.instant();
    return store
        .follow(caller, now.minusMillis(request.idleMs()), now.minus(awayAfter))
        .map(followed -> tell(caller, followed));
  }

  private AgentPresence tell(Caller caller, PresenceStore.Chosen chosen) {
    if (chosen.isTold()) {
      bus.tell(
          Presence.CHOSEN,
          new AvailabilityChosen(caller.org(), caller.id(), chosen.wasAvailable()));
    }
    return now(caller.org(), chosen.agent());
  }

  Future<ListPresence.Agents> list(Caller caller, ListPresence request) {
    return store.agents(caller.org()).map(agents -> list(caller.org(), agents));
  }

  private ListPresence.Agents list(OrgId org, List<AgentPresence> stored) {
    List<AgentPresence> agents = stored.stream().map(agent -> now(org, agent)).toList();
    return new ListPresence.Agents(
        agents,
        agents.stream()
            .anyMatch(agent -> agent.isOnline() && agent.availability() == Availability.ONLINE));
  }

  /** The database follows within a second or two; who asks in between is told the newest. */
  private AgentPresence now(OrgId org, AgentPresence stored) {
    return new AgentPresence(
        stored.id(),
        stored.name(),
        stored.availability(),
        isOnline(org, stored.id(), stored.isOnline()),
        stored.lastSeenAt());
  }

  private boolean isOnline(OrgId org, PersonId agent, boolean stored) {
    return knowsAll.getAsBoolean() ? leases.isOnline(new Person(org, agent, true)) : stored;
  }

  Future<ReadAvailability.Answer> availability(Caller caller, ReadAvailability request) {
    if (caller.isContact()) {
      return store
          .agents(caller.org())
          .map(agents -> new ReadAvailability.Answer(list(caller.org(), agents).available(), null));
    }
    return store.workloads(caller.org()).map(agents -> answer(caller.org(), agents));
  }

  private ReadAvailability.Answer answer(OrgId org, List<AgentAvailability> stored) {
    List<AgentAvailability> agents =
        stored.stream()
            .map(
                agent ->
                    new AgentAvailability(
                        agent.id(),
                        agent.name(),
                        agent.availability(),
                        isOnline(org, agent.id(), agent.isOnline()),
                        agent.lastSeenAt(),
                        agent.openConversations()))
            .toList();
    return new ReadAvailability.Answer(
        agents.stream()
            .anyMatch(agent -> agent.isOnline() && agent.availability() == Availability.ONLINE),
        agents);
  }

  Future<SignalTyping.Done> typing(Caller caller, SignalTyping request) {
    return admission
        .admit(caller, request.conversationId())
        .map(
            admitted -> {
              typists.signal(
                  caller.org(),
                  request.conversationId(),
                  new Typist(caller.id(), SenderKind.of(caller.role()), caller.name()),
                  request.typing());
              return new SignalTyping.Done();
            });
  }

  /** The bridge has asked before whether the caller may listen there. */
  Future<ReadTypists.Answer> typists(Caller caller, ReadTypists request) {
    return Future.succeededFuture(
        new ReadTypists.Answer(typists.list(caller.org(), request.conversationId())));
  }
}

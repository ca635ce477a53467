package dev.campfire.contract.presence;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import java.util.List;

/** The addresses of presence. */
public final class Presence {
  private Presence() {}

  public static final Command<SetAvailability, AgentPresence> SET =
      Command.of("presence.set", SetAvailability.class, AgentPresence.class, Audience.AGENTS);

  public static final Command<ReportActivity, AgentPresence> ACTIVE =
      Command.of("presence.active", ReportActivity.class, AgentPresence.class, Audience.AGENTS);

  public static final Command<ListPresence, ListPresence.Agents> LIST =
      Command.of("presence.list", ListPresence.class, ListPresence.Agents.class, Audience.AGENTS);

  public static final Command<SignalTyping, SignalTyping.Done> TYPING =
      Command.of(
          "presence.typing",
          SignalTyping.class,
          SignalTyping.Done.class,
          Audience.EVERYONE,
          ProblemCode.NOT_FOUND);

  /** For HTTP, where contacts ask it too. */
  public static final Command<ReadAvailability, ReadAvailability.Answer> AVAILABILITY =
      Command.of(
          "presence.availability",
          ReadAvailability.class,
          ReadAvailability.Answer.class,
          Audience.INTERNAL);

  /** For bridge nodes: what a socket is told when it joins a typing feed. */
  public static final Command<ReadTypists, ReadTypists.Answer> TYPISTS =
      Command.of(
          "presence.typists", ReadTypists.class, ReadTypists.Answer.class, Audience.INTERNAL);

  /** From each bridge node: who is connected there. */
  public static final Signal<Lease> LEASE = Signal.of("presence.lease", Lease.class);

  /** To each bridge node: say it all. */
  public static final Signal<AskLeases> ASK_LEASES =
      Signal.of("presence.askLeases", AskLeases.class);

  /** Between presence nodes: that one is there. */
  public static final Signal<PresenceNode> NODE = Signal.of("presence.node", PresenceNode.class);

  /** Between presence nodes: an agent has another availability, which one of them announces. */
  public static final Signal<AvailabilityChosen> CHOSEN =
      Signal.of("presence.chosen", AvailabilityChosen.class);

  /** Between presence nodes: somebody types, or has stopped. */
  public static final Signal<TypingHeard> TYPED = Signal.of("presence.typed", TypingHeard.class);

  /** The agents' own: who of them has come, gone or chosen otherwise. */
  public static final Topic<PresenceEvent> AGENTS =
      Topic.ofOrganization("agents:presence", PresenceEvent.class, Audience.AGENTS);

  /** Whether an agent is there; for everybody of the organisation. */
  public static final Topic<AvailabilityEvent> AVAILABLE =
      Topic.ofOrganization("availability", AvailabilityEvent.class, Audience.EVERYONE);

  /** Who types in one conversation. */
  public static final Topic<TypingEvent> TYPISTS_OF =
      Topic.ofConversation("typing", TypingEvent.class).ephemeral();

  public static final List<Command<?, ?>> COMMANDS =
      List.of(SET, ACTIVE, LIST, TYPING, AVAILABILITY, TYPISTS);

  public static final List<Topic<?>> TOPICS = List.of(AGENTS, AVAILABLE, TYPISTS_OF);
}

package dev.campfire.presence;

import dev.campfire.contract.address.Topic;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.ContactWritten;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.presence.AskLeases;
import dev.campfire.contract.presence.AvailabilityChosen;
import dev.campfire.contract.presence.Lease;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.PresenceNode;
import dev.campfire.contract.presence.TypingHeard;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import dev.campfire.spi.Ticker;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What one presence node has heard, and what it does about it as time passes: the others, who is
 * connected, what has to be written, who types. Lives on one event loop.
 */
final class Watch {
  /** Typing that ends late is seen; everything else has more time. */
  private static final long LOOK_MS = 100;

  private static final long SAY_HERE_MS = 1_000;

  /** A clock that has leapt, as after a machine slept, is ahead of the timers. */
  private static final long LEAPT_MS = SAY_HERE_MS + SAY_HERE_MS / 2;

  /** By then every bridge node has answered the question that a new presence node asks. */
  private static final long ANSWERED_MS = 2_500;

  private final UUID self;
  private final Bus bus;
  private final Clock clock;
  private final Ticker ticker;
  private final Peers peers;
  private final Leases leases;
  private final Transitions transitions;
  private final Comparison comparison;
  private final Typists typists;
  private final PresenceCommands commands;
  private long saidHereAtMs;

  Watch(ModuleContext node, PresenceConfig config) {
    self = node.ids().next();
    bus = node.bus();
    clock = node.clock();
    ticker = node.ticker();
    long startedAtMs = ticker.millis();
    long leaseMs = config.lease().toMillis();
    PresenceStore store = new PgPresenceStore(node.database());
    PresenceMeters meters = new PresenceMeters(node.meters());
    peers = new Peers(self);
    leases = new Leases(leaseMs, config.grace().toMillis(), startedAtMs);
    transitions = new Transitions(store, leases, bus, clock, ticker, meters);
    comparison = new Comparison(store, leases, transitions, clock, ticker, leaseMs);
    typists = new Typists(self, peers, bus, clock, ticker);
    commands =
        new PresenceCommands(
            store,
            leases,
            typists,
            new Admission(bus, ticker),
            bus,
            clock,
            config.awayAfter(),
            () -> ticker.millis() - startedAtMs >= ANSWERED_MS);
    meters.watch(leases::count, typists::count);
  }

  PresenceCommands commands() {
    return commands;
  }

  /** Asks who is there, and looks from now on, until the verticle that called is undeployed. */
  void begin(Vertx vertx) {
    bus.tell(Presence.ASK_LEASES, new AskLeases(null));
    sayHere(false);
    vertx.setPeriodic(SAY_HERE_MS, timer -> sayHere(false));
    vertx.setPeriodic(LOOK_MS, timer -> look());
  }

  void sayGoodbye() {
    sayHere(true);
  }

  private void sayHere(boolean isLeaving) {
    saidHereAtMs = ticker.millis();
    bus.tell(Presence.NODE, new PresenceNode(self, isLeaving));
  }

  void report(Lease report) {
    if (!leases.hear(report, ticker.millis())) {
      bus.tell(Presence.ASK_LEASES, new AskLeases(report.node()));
    }
  }

  void peer(PresenceNode peer) {
    peers.hear(peer, ticker.millis());
  }

  void chosen(AvailabilityChosen chosen) {
    transitions.chosen(chosen);
  }

  void typed(TypingHeard heard) {
    typists.hear(heard);
  }

  /** Somebody who has been connected for a while has a row now. */
  void contactWritten(ContactWritten written) {
    Person contact = new Person(written.org(), written.contact(), false);
    if (leases.isOnline(contact)) {
      transitions.mend(contact, clock.instant());
    }
  }

  /** Whoever has sent a message types it no more. */
  void happened(
      Topic.Address<ConversationEvent> address, Supplier<Optional<ConversationEvent>> event) {
    if (typists.areIn(address.org(), new ConversationId(address.subject()))
        && event.get().orElse(null) instanceof ConversationEvent.MessageSent sent) {
      typists.sent(address.org(), sent.conversationId(), sent.message().sender().id());
    }
  }

  private void look() {
    if (ticker.millis() - saidHereAtMs >= LEAPT_MS) {
      sayHere(false);
    }
    typists.look();
    leases.look(ticker.millis());
    transitions.collect();
    if (peers.isFirst(ticker.millis())) {
      writeOrCompare();
    } else {
      transitions.leaveToOthers();
      comparison.leaveToOthers();
    }
  }

  /** Never both: what is on its way into the database would be found missing, and said twice. */
  private void writeOrCompare() {
    if (!comparison.isBusy()) {
      transitions.write();
    }
    if (!transitions.isWriting()) {
      comparison.look();
    }
  }
}

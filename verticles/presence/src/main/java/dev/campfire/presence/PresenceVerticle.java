package dev.campfire.presence;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.AskLeases;
import dev.campfire.contract.presence.Lease;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.PresenceNode;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import dev.campfire.spi.Ticker;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.UUID;

/** Serves the commands of presence on this node, and hears what it stands on. */
final class PresenceVerticle extends VerticleBase {
  /** Typing that ends late is seen; everything else has more time. */
  private static final long LOOK_MS = 100;

  private static final long SAY_HERE_MS = 1_000;

  /** By then every bridge node has answered the question that a new presence node asks. */
  private static final long ANSWERED_MS = 2_500;

  private final ModuleContext node;
  private final PresenceConfig config;
  private final UUID self;
  private final Peers peers;
  private Leases leases;
  private Transitions transitions;
  private Comparison comparison;
  private Typists typists;

  PresenceVerticle(ModuleContext node, PresenceConfig config) {
    this.node = node;
    this.config = config;
    this.self = node.ids().next();
    this.peers = new Peers(self);
  }

  @Override
  public Future<?> start() {
    Bus bus = node.bus();
    Ticker ticker = node.ticker();
    long startedAtMs = ticker.millis();
    PresenceStore store = new PgPresenceStore(node.database());
    PresenceMeters meters = new PresenceMeters(node.meters());
    leases = new Leases(config.lease().toMillis(), config.grace().toMillis(), startedAtMs);
    transitions = new Transitions(store, leases, bus, node.clock(), ticker, meters);
    comparison =
        new Comparison(store, leases, transitions, node.clock(), ticker, config.lease().toMillis());
    typists = new Typists(self, peers, bus, node.clock(), ticker);
    meters.watch(leases::count, typists::count);
    PresenceCommands commands =
        new PresenceCommands(
            store,
            leases,
            typists,
            new Admission(bus, ticker),
            bus,
            () -> ticker.millis() - startedAtMs >= ANSWERED_MS);
    return listen(bus).compose(listening -> serve(bus, commands)).onSuccess(served -> begin());
  }

  private Future<?> listen(Bus bus) {
    return Future.all(
        bus.hear(Presence.LEASE, this::hear),
        bus.hear(Presence.NODE, peer -> peers.hear(peer, node.ticker().millis())),
        bus.hear(Presence.CHOSEN, chosen -> transitions.chosen(chosen)),
        bus.hear(Presence.TYPED, heard -> typists.hear(heard)),
        bus.hear(
            Messaging.CONTACT_WRITTEN,
            written -> contactWritten(new Person(written.org(), written.contact(), false))),
        bus.listen(
            Messaging.CONVERSATION,
            (address, event) -> {
              if (typists.areIn(address.org(), new ConversationId(address.subject()))) {
                event.get().ifPresent(happened -> stopTyping(address.org(), happened));
              }
            }));
  }

  private static Future<?> serve(Bus bus, PresenceCommands commands) {
    return Future.all(
        bus.serve(Presence.SET, commands::set),
        bus.serve(Presence.LIST, commands::list),
        bus.serve(Presence.TYPING, commands::typing),
        bus.serve(Presence.AVAILABILITY, commands::availability),
        bus.serve(Presence.TYPISTS, commands::typists));
  }

  private void begin() {
    node.bus().tell(Presence.ASK_LEASES, new AskLeases(null));
    sayHere(false);
    vertx.setPeriodic(SAY_HERE_MS, timer -> sayHere(false));
    vertx.setPeriodic(LOOK_MS, timer -> look());
  }

  private void sayHere(boolean isLeaving) {
    node.bus().tell(Presence.NODE, new PresenceNode(self, isLeaving));
  }

  private void hear(Lease report) {
    if (!leases.hear(report, node.ticker().millis())) {
      node.bus().tell(Presence.ASK_LEASES, new AskLeases(report.node()));
    }
  }

  /** Somebody who has been connected for a while has a row now. */
  private void contactWritten(Person contact) {
    if (leases.isOnline(contact)) {
      transitions.mend(contact, node.clock().instant());
    }
  }

  private void stopTyping(OrgId org, ConversationEvent event) {
    if (event instanceof ConversationEvent.MessageSent sent) {
      typists.sent(org, sent.conversationId(), sent.message().sender().id());
    }
  }

  private void look() {
    typists.look();
    leases.look(node.ticker().millis());
    transitions.collect();
    if (peers.isFirst(node.ticker().millis())) {
      transitions.write();
      comparison.look();
    } else {
      transitions.leaveToOthers();
      comparison.leaveToOthers();
    }
  }

  /** Another node takes over at once, and need not find out. */
  @Override
  public Future<?> stop() {
    sayHere(true);
    return Future.succeededFuture();
  }
}

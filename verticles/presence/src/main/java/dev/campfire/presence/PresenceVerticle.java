package dev.campfire.presence;

import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.Presence;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves the commands of presence on this node, and hears what it stands on. */
final class PresenceVerticle extends VerticleBase {
  private final ModuleContext node;
  private final PresenceConfig config;
  private Watch watch;

  PresenceVerticle(ModuleContext node, PresenceConfig config) {
    this.node = node;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    watch = new Watch(node, config);
    return listen(node.bus())
        .compose(listening -> serve(node.bus(), watch.commands()))
        .onSuccess(served -> watch.begin(vertx));
  }

  private Future<?> listen(Bus bus) {
    return Future.all(
        bus.hear(Presence.LEASE, watch::report),
        bus.hear(Presence.NODE, watch::peer),
        bus.hear(Presence.CHOSEN, watch::chosen),
        bus.hear(Presence.TYPED, watch::typed),
        bus.hear(Messaging.CONTACT_WRITTEN, watch::contactWritten),
        bus.listen(Messaging.CONVERSATION, watch::happened));
  }

  private static Future<?> serve(Bus bus, PresenceCommands commands) {
    return Future.all(
        bus.serve(Presence.SET, commands::set),
        bus.serve(Presence.ACTIVE, commands::active),
        bus.serve(Presence.LIST, commands::list),
        bus.serve(Presence.TYPING, commands::typing),
        bus.serve(Presence.AVAILABILITY, commands::availability),
        bus.serve(Presence.TYPISTS, commands::typists));
  }

  /** Another node takes over at once, and need not find out. */
  @Override
  public Future<?> stop() {
    watch.sayGoodbye();
    return Future.succeededFuture();
  }
}

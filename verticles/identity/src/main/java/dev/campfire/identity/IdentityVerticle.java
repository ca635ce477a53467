package dev.campfire.identity;

import dev.campfire.contract.identity.Identity;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Wires identity's parts and serves its commands. */
final class IdentityVerticle extends VerticleBase {

  private final ModuleContext node;
  private final IdentityConfig config;

  IdentityVerticle(ModuleContext node, IdentityConfig config) {
    this.node = node;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    var store = new PgIdentityStore(node.database());
    var keys = new KeyRing(vertx, store, node.clock());
    var passwords = Passwords.on(vertx, config, node.meters());
    var commands = new IdentityCommands(node, config, store, keys, passwords);
    return keys.open().compose(opened -> serve(node.bus(), commands));
  }

  private static Future<?> serve(Bus bus, IdentityCommands commands) {
    return Future.all(
        List.of(
            bus.serve(Identity.LOG_IN, commands::logIn),
            bus.serve(Identity.REFRESH, commands::refresh),
            bus.serve(Identity.LOG_OUT, commands::logOut),
            bus.serve(Identity.WIDGET_SESSION, commands::startWidgetSession),
            bus.serve(Identity.AUTHENTICATE, commands::authenticate),
            bus.serve(Identity.ORIGINS, commands::findOrigins),
            bus.serve(Identity.CHECK_ORIGIN, commands::checkOrigin)));
  }
}

package dev.campfire.identity;

import dev.campfire.contract.identity.Identity;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Wires identity's parts and serves its commands. */
final class IdentityVerticle extends VerticleBase {

  private static final long FORGET_EVERY_MS = Duration.ofMinutes(1).toMillis();

  private final ModuleContext node;
  private final IdentityConfig config;
  private final Optional<Seal> seal;

  IdentityVerticle(ModuleContext node, IdentityConfig config, Optional<Seal> seal) {
    this.node = node;
    this.config = config;
    this.seal = seal;
  }

  @Override
  public Future<?> start() {
    var sealedKeys = new PgSealedKeys(node.database(), seal);
    var store = new PgIdentityStore(node.database(), sealedKeys);
    var secrets = new IdentitySecrets(seal);
    var visitors = new PgWidgetStore(node.database(), secrets);
    var keys = new KeyRing(vertx, store, node.clock());
    var passwords = Passwords.on(vertx, config, node.meters());
    var commands = new IdentityCommands(node, config, store, visitors, keys, passwords);
    vertx.setPeriodic(FORGET_EVERY_MS, timer -> store.forgetRevocations());
    return sealedKeys
        .sealAll()
        .compose(done -> keys.open())
        .compose(opened -> serve(node.bus(), commands));
  }

  private static Future<?> serve(Bus bus, IdentityCommands commands) {
    return Future.all(
        List.of(
            bus.serve(Identity.LOG_IN, commands::logIn),
            bus.serve(Identity.REFRESH, commands::refresh),
            bus.serve(Identity.LOG_OUT, commands::logOut),
            bus.serve(Identity.WIDGET_SESSION, commands::startWidgetSession),
            bus.serve(Identity.SIGN_IN_SERVICE, commands::signInService),
            bus.serve(Identity.AUTHENTICATE, commands::authenticate),
            bus.serve(Identity.REVOCATIONS, commands::revocations),
            bus.serve(Identity.NOTE_REFUSAL, commands::noteRefusal),
            bus.serve(Identity.ORIGINS, commands::findOrigins),
            bus.serve(Identity.CHECK_ORIGIN, commands::checkOrigin)));
  }
}

package dev.campfire.identity;

import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.Identity;
import dev.campfire.spi.Bus;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires identity's parts and serves its commands. */
final class IdentityVerticle extends VerticleBase {

  private static final Logger LOGGER = LoggerFactory.getLogger(IdentityVerticle.class);
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
    if (seal.isEmpty()) {
      LOGGER
          .atWarn()
          .log(
              "Signing keys and identity secrets are stored as they are: whoever reads a copy of"
                  + " the database can sign in as anybody. Name a secret in identity.keySecretFile"
                  + " (CAMPFIRE_IDENTITY_KEY_SECRET_FILE)");
    }
    var sealedKeys = new PgSealedKeys(node.database(), seal);
    var store = new PgIdentityStore(node.database(), sealedKeys);
    var secrets = new IdentitySecrets(seal);
    var visitors = new PgWidgetStore(node.database(), secrets);
    var keys = new KeyRing(vertx, store, node.clock());
    var passwords = Passwords.on(vertx, config, node.meters());
    var commands = new IdentityCommands(node, config, store, visitors, keys, passwords);
    var administration = new PgAdminStore(node.database(), secrets);
    var admins = new AdminCommands(node, config, administration, passwords, commands);
    var operators = new OperatorCommands(vertx, node, administration, store);
    vertx.setPeriodic(FORGET_EVERY_MS, timer -> store.forgetRevocations());
    return sealedKeys
        .sealAll()
        .compose(done -> keys.open())
        .compose(
            opened ->
                Future.all(
                    serve(node.bus(), commands),
                    serve(node.bus(), admins),
                    serve(node.bus(), operators)));
  }

  private static Future<?> serve(Bus bus, AdminCommands admins) {
    return Future.all(
        List.of(
            bus.serve(Identity.ACCEPT_INVITATION, admins::acceptInvitation),
            bus.serve(Administration.LIST_AGENTS, admins::listAgents),
            bus.serve(Administration.INVITE_AGENT, admins::inviteAgent),
            bus.serve(Administration.CHANGE_AGENT, admins::changeAgent),
            bus.serve(Administration.LIST_API_KEYS, admins::listApiKeys),
            bus.serve(Administration.CREATE_API_KEY, admins::createApiKey),
            bus.serve(Administration.REVOKE_API_KEY, admins::revokeApiKey),
            bus.serve(Administration.ORGANIZATION, admins::organization),
            bus.serve(Administration.CHANGE_ORGANIZATION, admins::changeOrganization),
            bus.serve(Administration.ROTATE_IDENTITY_SECRET, admins::rotateIdentitySecret),
            bus.serve(Administration.AUDIT, admins::readAudit)));
  }

  private static Future<?> serve(Bus bus, OperatorCommands operators) {
    return Future.all(
        List.of(
            bus.serve(Administration.CREATE_ORGANIZATION, operators::createOrganization),
            bus.serve(Administration.LIST_ORGANIZATIONS, operators::listOrganizations),
            bus.serve(Administration.ROTATE_SIGNING_KEY, operators::rotateSigningKey),
            bus.serve(Administration.BEGIN_EPOCH, operators::beginEpoch)));
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

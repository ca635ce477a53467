package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.identity.BeginEpoch;
import dev.campfire.contract.identity.CreateOrganization;
import dev.campfire.contract.identity.ListOrganizations;
import dev.campfire.contract.identity.OrganizationSettings;
import dev.campfire.contract.identity.RotateSigningKey;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What whoever runs the installation alone may do. No route and no socket leads here. */
final class OperatorCommands {

  private static final Pattern WIDGET_KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

  private final Vertx vertx;
  private final ModuleContext node;
  private final AdminStore store;
  private final IdentityStore keys;
  private final Audit audit;

  OperatorCommands(Vertx vertx, ModuleContext node, AdminStore store, IdentityStore keys) {
    this.vertx = vertx;
    this.node = node;
    this.store = store;
    this.keys = keys;
    this.audit = new Audit(node.clock(), node.ids());
  }

  Future<CreateOrganization.Created> createOrganization(Caller caller, CreateOrganization request) {
    List<String> origins = request.allowedOrigins() == null ? List.of() : request.allowedOrigins();
    if (request.widgetKey() != null && !WIDGET_KEY.matcher(request.widgetKey()).matches()) {
      return AdminCommands.invalid(
          "widgetKey", "must be lower-case letters, digits and hyphens, a hyphen not first");
    }
    if (!AdminCommands.areOrigins(origins)) {
      return AdminCommands.invalid(
          "allowedOrigins", "must be origins such as https://shop.example.com");
    }
    OrgId org = new OrgId(node.ids().next());
    // Random and not the id: who makes widgets' keys up is to find nobody.
    String widgetKey =
        request.widgetKey() == null
            ? UUID.randomUUID().toString().replace("-", "")
            : request.widgetKey();
    String secret = SecretToken.randomText();
    return store
        .addOrganization(
            org,
            request.name(),
            widgetKey,
            origins,
            secret,
            audit.by(Caller.operator(org), "organization.created", org))
        .map(
            new CreateOrganization.Created(
                new OrganizationSettings(org, request.name(), widgetKey, null, origins, 1, null),
                secret));
  }

  Future<ListOrganizations.Organizations> listOrganizations(
      Caller caller, ListOrganizations request) {
    return store.organizations().map(ListOrganizations.Organizations::new);
  }

  /** Safe while nodes run: they find the new key by themselves, and old ones go on verifying. */
  Future<RotateSigningKey.Rotated> rotateSigningKey(Caller caller, RotateSigningKey request) {
    String kid = node.ids().next().toString();
    return vertx
        .executeBlocking(() -> SigningKey.generate(kid), false)
        .compose(keys::addKey)
        .compose(
            added ->
                store.log(
                    node.ids().next(), node.clock().instant(), "signingKey.rotated", "kid", kid))
        .compose(logged -> keys.keys())
        .map(found -> new RotateSigningKey.Rotated(kid, found.size()));
  }

  Future<BeginEpoch.Begun> beginEpoch(Caller caller, BeginEpoch request) {
    return store
        .beginEpoch()
        .compose(
            epoch ->
                store
                    .log(
                        node.ids().next(),
                        node.clock().instant(),
                        "epoch.begun",
                        "epoch",
                        epoch.toString())
                    .map(new BeginEpoch.Begun(epoch)));
  }
}

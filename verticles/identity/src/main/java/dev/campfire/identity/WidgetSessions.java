package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.SessionEvent;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.identity.StartWidgetSession.WidgetSession;
import dev.campfire.contract.messaging.AdoptConversations;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.identity.ContactTokens.Recalled;
import dev.campfire.identity.WidgetStore.StoredContact;
import dev.campfire.identity.WidgetStore.WidgetView;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Sessions of visitors. Before the first message nothing is stored of any of them: the tokens carry
 * all there is to know.
 */
final class WidgetSessions {

  private final ModuleContext node;
  private final WidgetStore store;
  private final AccessTokens accessTokens;
  private final ContactTokens contactTokens;
  private final Audit audit;

  WidgetSessions(
      ModuleContext node,
      WidgetStore store,
      AccessTokens accessTokens,
      ContactTokens contactTokens,
      Audit audit) {
    this.node = node;
    this.store = store;
    this.accessTokens = accessTokens;
    this.contactTokens = contactTokens;
    this.audit = audit;
  }

  /** The organisation of a widget's key; fails with {@code not_found}. */
  Future<OrgId> organization(String widgetKey) {
    return LookupText.exists(widgetKey)
        ? store.organizationOfWidget(widgetKey).compose(WidgetSessions::found)
        : Future.failedFuture(ProblemException.notFound());
  }

  Future<WidgetSession> start(StartWidgetSession request) {
    return organization(request.widgetKey())
        .compose(
            org ->
                request.identity() == null
                    ? anonymous(org, request.contactToken())
                    : identified(org, request.identity(), request.contactToken()));
  }

  private Future<WidgetSession> anonymous(OrgId org, String contactToken) {
    return visitor(org, contactToken)
        .compose(
            visitor ->
                store
                    .widget(org, visitor.contact())
                    .compose(WidgetSessions::found)
                    .compose(view -> anonymous(org, visitor, view)));
  }

  private Future<Recalled> visitor(OrgId org, String contactToken) {
    if (contactToken == null) {
      count("fresh");
      PersonId contact = new PersonId(node.ids().next());
      return Future.succeededFuture(
          new Recalled(contact, contactTokens.issue(org, contact), false));
    }
    return recall(org, contactToken).onSuccess(recalled -> count("recalled"));
  }

  private Future<WidgetSession> anonymous(OrgId org, Recalled visitor, WidgetView view) {
    StoredContact contact = view.contact().orElse(new StoredContact(null, null, false));
    if (visitor.identified() || contact.verified() || view.mergedInto().isPresent()) {
      // Whom the organisation itself vouches for comes back by its signature alone (section 2).
      return signInAgain();
    }
    Caller caller = new Caller(visitor.contact(), org, Role.CONTACT, newSession(), contact.name());
    return Future.succeededFuture(session(caller, visitor.token(), contact.email(), view));
  }

  private Future<WidgetSession> identified(OrgId org, String token, String contactToken) {
    return store
        .identitySecrets(org)
        .map(secrets -> SignedIdentityJwt.read(org, token, secrets, node.clock().instant()))
        .recover(this::refuseInvalid)
        .compose(identity -> adopt(identity, contactToken).map(identity))
        .compose(identity -> store.vouch(identity).map(identity))
        .compose(
            identity ->
                store
                    .widget(org, identity.contact())
                    .compose(WidgetSessions::found)
                    .map(view -> identified(identity, view)));
  }

  private WidgetSession identified(SignedIdentity identity, WidgetView view) {
    count("identified");
    Optional<StoredContact> known = view.contact();
    Caller caller = identity.caller(newSession());
    if (identity.name() == null && known.isPresent()) {
      caller =
          new Caller(
              caller.id(),
              caller.org(),
              caller.role(),
              caller.session(),
              known.get().name(),
              caller.vouched(),
              null);
    }
    String email =
        identity.email() == null ? known.map(StoredContact::email).orElse(null) : identity.email();
    return session(caller, contactTokens.issue(caller.org(), caller.id(), true), email, view);
  }

  /** What the visitor wrote before it was known who they are becomes theirs. */
  private Future<?> adopt(SignedIdentity identity, String contactToken) {
    if (contactToken == null) {
      return Future.succeededFuture();
    }
    return recall(identity.org(), contactToken)
        .compose(
            recalled ->
                // That of an identified contact is of the same one, or of whoever used this browser
                // before: nothing of theirs becomes somebody else's.
                recalled.identified()
                    ? Future.succeededFuture()
                    : adopt(identity, recalled.contact()));
  }

  private Future<?> adopt(SignedIdentity identity, PersonId from) {
    Caller caller = identity.caller(newSession());
    return store
        .widget(identity.org(), from)
        .compose(WidgetSessions::found)
        .compose(
            view -> {
              boolean isNobodyElse = view.mergedInto().map(identity.contact()::equals).orElse(true);
              boolean isVerified = view.contact().map(StoredContact::verified).orElse(false);
              return isNobodyElse && !isVerified
                  ? end(identity, from, caller)
                  : WidgetSessions.<Void>signInAgain();
            })
        .compose(
            ended ->
                // Asked again when it is repeated: the answer before may have been lost.
                node.bus().request(Messaging.ADOPT, caller, new AdoptConversations(from)));
  }

  private Future<Void> end(SignedIdentity identity, PersonId from, Caller caller) {
    return store
        .endContact(
            identity.org(),
            from,
            identity.contact(),
            node.clock().instant(),
            audit.by(caller, "contact.identified", from))
        .onSuccess(
            ended ->
                node.bus()
                    .publish(
                        Identity.USER.at(identity.org(), from),
                        new SessionEvent.Revoked(null, node.clock().instant())));
  }

  private WidgetSession session(Caller caller, String contactToken, String email, WidgetView view) {
    AccessTokens.Issued access = accessTokens.issue(caller);
    return new WidgetSession(
        access.text(),
        access.expiresAt(),
        contactToken,
        new StartWidgetSession.Contact(caller.id(), caller.name(), email),
        new StartWidgetSession.Organization(
            caller.org(), view.name(), view.greeting(), view.available()));
  }

  private SessionId newSession() {
    return new SessionId(node.ids().next());
  }

  private Future<Recalled> recall(OrgId org, String contactToken) {
    return contactTokens.recall(org, contactToken).recover(this::refuseInvalid);
  }

  private <T> Future<T> refuseInvalid(Throwable failure) {
    if (failure instanceof InvalidToken) {
      count("refused");
      return signInAgain();
    }
    return Future.failedFuture(failure);
  }

  private void count(String outcome) {
    IdentityMeter.WIDGET_SESSIONS.count(node.meters(), outcome);
  }

  static <T> Future<T> found(Optional<T> something) {
    return something
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(ProblemException.notFound()));
  }

  private static <T> Future<T> signInAgain() {
    return Future.failedFuture(
        ProblemException.of(ProblemCode.UNAUTHENTICATED, "There is no valid sign-in: sign in."));
  }
}

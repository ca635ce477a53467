package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.Authenticate;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import dev.campfire.contract.identity.CheckOrigin;
import dev.campfire.contract.identity.CheckOrigin.Checked;
import dev.campfire.contract.identity.FindOrigins;
import dev.campfire.contract.identity.FindOrigins.Origins;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.LogOut;
import dev.campfire.contract.identity.NoteRefusal;
import dev.campfire.contract.identity.NoteRefusal.Noted;
import dev.campfire.contract.identity.ReadRevocations;
import dev.campfire.contract.identity.ReadRevocations.Revocations;
import dev.campfire.contract.identity.RefreshSession;
import dev.campfire.contract.identity.SessionEvent;
import dev.campfire.contract.identity.SignInService;
import dev.campfire.contract.identity.SignInService.ServiceProfile;
import dev.campfire.contract.identity.SignInService.ServiceSession;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.identity.StartWidgetSession.WidgetSession;
import dev.campfire.identity.IdentityStore.StoredApiKey;
import dev.campfire.identity.Session.Renewal;
import dev.campfire.spi.Bus;
import dev.campfire.spi.IdSource;
import dev.campfire.spi.ModuleContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What identity does when it is asked. */
final class IdentityCommands {

  private static final Logger LOGGER = LoggerFactory.getLogger(IdentityCommands.class);

  private final IdentityConfig config;
  private final IdentityStore store;
  private final SignIn signIn;
  private final AccessTokens accessTokens;
  private final WidgetStore visitors;
  private final WidgetSessions widgets;
  private final Audit audit;
  private final SessionChecks sessions;
  private final Epoch epoch;
  private final Bus bus;
  private final Clock clock;
  private final IdSource ids;
  private final MeterRegistry meters;

  IdentityCommands(
      ModuleContext node,
      IdentityConfig config,
      IdentityStore store,
      WidgetStore visitors,
      KeyRing keys,
      Passwords passwords) {
    this.config = config;
    this.store = store;
    this.visitors = visitors;
    this.bus = node.bus();
    this.clock = node.clock();
    this.ids = node.ids();
    this.meters = node.meters();
    this.audit = new Audit(clock, ids);
    this.signIn =
        new SignIn(
            store,
            passwords,
            new WrongPasswords(config.wrongPasswordLimit(), config.wrongPasswordWindow(), clock),
            audit,
            meters);
    this.accessTokens = new AccessTokens(keys, clock, ids, config.accessTokenLife());
    this.widgets =
        new WidgetSessions(node, visitors, accessTokens, new ContactTokens(keys, clock), audit);
    this.sessions = new SessionChecks(store, clock);
    this.epoch = new Epoch(store, clock);
  }

  /** Signs an agent in and opens a session. */
  Future<SignedIn> logIn(Caller caller, LogIn request) {
    return signIn.account(request).compose(account -> openSession(account, "signIn.accepted"));
  }

  /**
   * Opens a session for an agent who has shown to be one.
   *
   * @param how what the audit log calls it
   */
  Future<SignedIn> openSession(Account account, String how) {
    Instant now = clock.instant();
    RefreshToken token = RefreshToken.of(account.org(), new SessionId(ids.next()));
    return store
        .openSession(
            account,
            token,
            now,
            now.plus(config.sessionLife()),
            audit.by(account, how, token.session()))
        .map(stored -> signedIn(account, token));
  }

  /**
   * Renews a session. Safe to repeat within {@link Session#GRACE}: the same token then gets the
   * same successor.
   */
  Future<SignedIn> refresh(Caller caller, RefreshSession request) {
    Optional<RefreshToken> shown = RefreshToken.read(request.refreshToken());
    if (shown.isEmpty()) {
      IdentityMeter.RENEWALS.count(meters, "refused");
      return signInAgain();
    }
    RefreshToken token = shown.get();
    return store
        .renew(
            token.org(),
            token.session(),
            session -> session.renew(token, clock.instant()),
            account -> audit.byNobody(token.org(), "session.reused", token.session()))
        .compose(renewed -> answer(token, renewed.orElse(null)));
  }

  private Future<SignedIn> answer(RefreshToken shown, IdentityStore.Renewed renewed) {
    Renewal renewal = renewed == null ? new Renewal.Refused() : renewed.renewal();
    if (renewal instanceof Renewal.Rotated rotated) {
      IdentityMeter.RENEWALS.count(meters, "rotated");
      return Future.succeededFuture(signedIn(renewed.account(), rotated.next()));
    }
    if (renewal instanceof Renewal.Repeated repeated) {
      IdentityMeter.RENEWALS.count(meters, "repeated");
      return Future.succeededFuture(signedIn(renewed.account(), repeated.next()));
    }
    if (renewal instanceof Renewal.Reused) {
      IdentityMeter.RENEWALS.count(meters, "reused");
      LOGGER
          .atWarn()
          .addKeyValue("org", shown.org())
          .addKeyValue("session", shown.session())
          .log("An old refresh token was shown, so its session was ended");
      announceEnd(renewed.account(), shown.session());
      return signInAgain();
    }
    IdentityMeter.RENEWALS.count(meters, "refused");
    return signInAgain();
  }

  /**
   * Ends a session by its refresh token. What is no such token, or of an ended one, is no fault.
   */
  Future<LogOut.Done> logOut(Caller caller, LogOut request) {
    Optional<RefreshToken> shown = RefreshToken.read(request.refreshToken());
    return shown.isEmpty()
        ? Future.succeededFuture(new LogOut.Done())
        : end(shown.get()).map(new LogOut.Done());
  }

  private Future<?> end(RefreshToken shown) {
    Instant now = clock.instant();
    return store
        .endSession(
            shown.org(),
            shown.session(),
            now,
            session -> session.isLive(now) && session.knows(shown),
            account -> audit.by(account, "signedOut", shown.session()))
        .onSuccess(ended -> ended.ifPresent(account -> announceEnd(account, shown.session())));
  }

  private void announceEnd(Account account, SessionId session) {
    announceEnd(account.org(), account.id(), session);
  }

  /** Tells every node that a session has ended; they find it out by themselves, but later. */
  void announceEnd(OrgId org, PersonId person, SessionId session) {
    sessions.ended(session);
    bus.publish(Identity.USER.at(org, person), new SessionEvent.Revoked(session, clock.instant()));
  }

  private SignedIn signedIn(Account account, RefreshToken token) {
    AccessTokens.Issued access = accessTokens.issue(account.caller(token.session()));
    return new SignedIn(access.text(), access.expiresAt(), account.profile(), token.text());
  }

  /** Says whose an access token is, unless it or its session has ended. */
  Future<Authenticated> authenticate(Caller caller, Authenticate request) {
    return accessTokens
        .verify(request.token())
        .recover(failure -> refuseInvalid(failure, IdentityMeter.TOKENS))
        .compose(this::admit);
  }

  private Future<Authenticated> admit(AccessTokens.Claims claims) {
    if (!clock.instant().isBefore(claims.expiresAt())) {
      IdentityMeter.TOKENS.count(meters, "expired");
      return Future.failedFuture(
          ProblemException.of(
              ProblemCode.TOKEN_EXPIRED, "The access token has run out: renew it."));
    }
    return sessions
        .isLive(claims.caller())
        .compose(
            live -> {
              IdentityMeter.TOKENS.count(meters, live ? "accepted" : "ended");
              return live ? epoch.read() : signInAgain();
            })
        .map(life -> new Authenticated(claims.caller(), claims.expiresAt(), life));
  }

  /** Opens a visitor's session. */
  Future<WidgetSession> startWidgetSession(Caller caller, StartWidgetSession request) {
    return widgets.start(request);
  }

  /** Signs an integration in by its key. */
  Future<ServiceSession> signInService(Caller caller, SignInService request) {
    return SecretToken.read(SecretToken.API_KEY, request.apiKey())
        .map(store::apiKey)
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .compose(found -> found.map(this::serviceSession).orElseGet(this::refuseKey));
  }

  private Future<ServiceSession> serviceSession(StoredApiKey key) {
    IdentityMeter.SIGN_INS.count(meters, "accepted");
    // The key is the session: it ends when the key is revoked, and not before.
    Caller service =
        new Caller(
            key.id(),
            key.org(),
            Role.SERVICE,
            new SessionId(key.id().value()),
            key.name(),
            null,
            key.scopes());
    AccessTokens.Issued access = accessTokens.issue(service);
    return Future.succeededFuture(
        new ServiceSession(
            access.text(),
            access.expiresAt(),
            new ServiceProfile(key.id(), key.org(), Role.SERVICE, key.name())));
  }

  private Future<ServiceSession> refuseKey() {
    IdentityMeter.SIGN_INS.count(meters, "refused");
    return Future.failedFuture(
        ProblemException.of(
            ProblemCode.UNAUTHENTICATED, "This is no API key, or one that was revoked."));
  }

  /** Says which rights have ended lately. */
  Future<Revocations> revocations(Caller caller, ReadRevocations request) {
    return store.revocations(Duration.ofMillis(request.withinMs())).map(Revocations::new);
  }

  /** Writes down that the bridge has refused a caller what is another organisation's. */
  Future<Noted> noteRefusal(Caller caller, NoteRefusal request) {
    return store
        .audit(audit.by(caller, "foreign.refused", null, "kind", request.kind()))
        .map(new Noted());
  }

  /** Says on which sites an organisation's widget may stand. */
  Future<Origins> findOrigins(Caller caller, FindOrigins request) {
    if ((request.org() == null) == (request.widgetKey() == null)) {
      return Future.failedFuture(
          ProblemException.invalid("", "must name `org` or `widgetKey`, and one of them only"));
    }
    Future<OrgId> org =
        request.org() == null
            ? widgets.organization(request.widgetKey())
            : Future.succeededFuture(request.org());
    return org.compose(visitors::origins).compose(WidgetSessions::found).map(Origins::new);
  }

  /** Says whether any organisation allows an origin, for requests that belong to none yet. */
  Future<Checked> checkOrigin(Caller caller, CheckOrigin request) {
    return LookupText.exists(request.origin())
        ? visitors.isAllowedOrigin(request.origin()).map(Checked::new)
        : Future.succeededFuture(new Checked(false));
  }

  private <T> Future<T> refuseInvalid(Throwable failure, IdentityMeter meter) {
    if (failure instanceof InvalidToken) {
      meter.count(meters, "refused");
      return signInAgain();
    }
    return Future.failedFuture(failure);
  }

  private static <T> Future<T> signInAgain() {
    return Future.failedFuture(
        ProblemException.of(ProblemCode.UNAUTHENTICATED, "There is no valid sign-in: sign in."));
  }
}

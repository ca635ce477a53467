package dev.campfire.bridge.house;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import dev.campfire.contract.identity.CheckOrigin;
import dev.campfire.contract.identity.FindOrigins;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.LogOut;
import dev.campfire.contract.identity.NoteRefusal;
import dev.campfire.contract.identity.ReadRevocations.Revocation;
import dev.campfire.contract.identity.ReadRevocations.Revocations;
import dev.campfire.contract.identity.SignInService.ServiceProfile;
import dev.campfire.contract.identity.SignInService.ServiceSession;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.spi.Bus;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Identity with tokens that tests make up. */
public final class FakeIdentity implements CampfireModule<FakeIdentity.NoSettings> {
  public record NoSettings() {}

  public static final UUID EPOCH = UUID.fromString("0197a000-0000-7000-8000-000000000001");
  public static final String SHOP = "https://shop.example.com";

  /** When set, an authentication is answered when this is done. */
  public volatile Promise<Void> gate;

  public volatile boolean isDown;
  public final AtomicInteger questions = new AtomicInteger();
  public final List<String> ended = new CopyOnWriteArrayList<>();

  /** What identity says has ended, when it is asked. */
  public final List<Revocation> revocations = new CopyOnWriteArrayList<>();

  /** What the bridge said it refused. */
  public final List<String> refusals = new CopyOnWriteArrayList<>();

  public volatile Clock clock;
  private final Map<String, Authenticated> tokens = new ConcurrentHashMap<>();
  private final Map<OrgId, List<String>> origins = new ConcurrentHashMap<>();

  /** A token, and whose it is. */
  public record Session(String token, Caller caller) {
    public OrgId org() {
      return caller.org();
    }
  }

  public OrgId org(String... allowedOrigins) {
    OrgId org = new OrgId(UUID.randomUUID());
    origins.put(org, List.of(allowedOrigins));
    return org;
  }

  public Session agent(OrgId org) {
    return session(org, Role.AGENT, new PersonId(UUID.randomUUID()), Duration.ofMinutes(15));
  }

  public Session contact(OrgId org) {
    return session(org, Role.CONTACT, new PersonId(UUID.randomUUID()), Duration.ofMinutes(15));
  }

  public Session service(OrgId org) {
    return session(org, Role.SERVICE, new PersonId(UUID.randomUUID()), Duration.ofMinutes(15));
  }

  /** An integration whose key is limited. */
  public Session service(OrgId org, List<String> scopes) {
    PersonId id = new PersonId(UUID.randomUUID());
    return session(
        new Caller(id, org, Role.SERVICE, new SessionId(id.value()), "Orders", null, scopes),
        Duration.ofMinutes(15));
  }

  /** Another token of the same caller. */
  public Session renewed(Session session, Duration life) {
    return session(session.org(), session.caller.role(), session.caller.id(), life);
  }

  public Session session(OrgId org, Role role, PersonId id, Duration life) {
    String name = role == Role.CONTACT ? null : "Ada Lovelace";
    return session(new Caller(id, org, role, new SessionId(UUID.randomUUID()), name), life);
  }

  private Session session(Caller caller, Duration life) {
    String token = "token." + UUID.randomUUID();
    tokens.put(token, new Authenticated(caller, clock.instant().plus(life), EPOCH));
    return new Session(token, caller);
  }

  public void end(Session session) {
    tokens.remove(session.token);
  }

  @Override
  public String name() {
    return "fakeIdentity";
  }

  @Override
  public Class<NoSettings> configuration() {
    return NoSettings.class;
  }

  @Override
  public List<Command<?, ?>> commands() {
    return Identity.COMMANDS;
  }

  @Override
  public boolean usesDatabase() {
    return false;
  }

  @Override
  public Deployable create(ModuleContext context, NoSettings none) {
    Bus bus = context.bus();
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        return Future.all(
            List.of(
                bus.serve(Identity.AUTHENTICATE, (caller, request) -> whose(request.token())),
                bus.serve(Identity.ORIGINS, (caller, request) -> origins(request)),
                bus.serve(Identity.CHECK_ORIGIN, (caller, request) -> check(request)),
                bus.serve(
                    Identity.LOG_IN,
                    (caller, request) ->
                        request.password().equals("campfire") ? signIn() : nobody()),
                bus.serve(
                    Identity.REFRESH,
                    (caller, request) ->
                        request.refreshToken().equals("refresh-1") ? signIn() : nobody()),
                bus.serve(
                    Identity.LOG_OUT,
                    (caller, request) -> {
                      ended.add(request.refreshToken());
                      return Future.succeededFuture(new LogOut.Done());
                    }),
                bus.serve(
                    Identity.REVOCATIONS,
                    (caller, request) ->
                        isDown
                            ? Future.failedFuture(
                                ProblemException.unavailable("Identity is away.", null))
                            : Future.succeededFuture(new Revocations(List.copyOf(revocations)))),
                bus.serve(
                    Identity.NOTE_REFUSAL,
                    (caller, request) -> {
                      refusals.add(caller.id() + " " + request.kind());
                      return Future.succeededFuture(new NoteRefusal.Noted());
                    }),
                bus.serve(
                    Identity.SIGN_IN_SERVICE,
                    (caller, request) -> request.apiKey().equals("key") ? service() : nobody()),
                bus.serve(
                    Identity.ACCEPT_INVITATION,
                    (caller, request) ->
                        request.invitation().equals("invitation") ? signIn() : nobody()),
                bus.serve(Identity.WIDGET_SESSION, (caller, request) -> visit(request))));
      }
    };
  }

  private Future<ServiceSession> service() {
    Session session = service(org());
    return Future.succeededFuture(
        new ServiceSession(
            session.token,
            clock.instant().plus(Duration.ofMinutes(15)),
            new ServiceProfile(session.caller.id(), session.org(), Role.SERVICE, "Orders")));
  }

  private Future<Authenticated> whose(String token) {
    questions.incrementAndGet();
    Promise<Void> wait = gate;
    return wait == null ? verify(token) : wait.future().compose(open -> verify(token));
  }

  private Future<Authenticated> verify(String token) {
    if (isDown) {
      return Future.failedFuture(ProblemException.unavailable("Identity is away.", null));
    }
    Authenticated known = tokens.get(token);
    if (known == null) {
      return nobody();
    }
    return clock.instant().isBefore(known.expiresAt())
        ? Future.succeededFuture(known)
        : Future.failedFuture(
            ProblemException.of(ProblemCode.TOKEN_EXPIRED, "The token has run out."));
  }

  private Future<FindOrigins.Origins> origins(FindOrigins request) {
    OrgId org =
        request.org() == null ? new OrgId(UUID.fromString(request.widgetKey())) : request.org();
    return Future.succeededFuture(new FindOrigins.Origins(origins.get(org)));
  }

  private Future<CheckOrigin.Checked> check(CheckOrigin request) {
    return Future.succeededFuture(
        new CheckOrigin.Checked(
            origins.values().stream().anyMatch(list -> list.contains(request.origin()))));
  }

  private static <T> Future<T> nobody() {
    return Future.failedFuture(
        ProblemException.of(ProblemCode.UNAUTHENTICATED, "There is no valid sign-in."));
  }

  private Future<SignedIn> signIn() {
    Session session = agent(org());
    Instant expiresAt = clock.instant().plus(Duration.ofMinutes(15));
    return Future.succeededFuture(
        new SignedIn(
            session.token,
            expiresAt,
            new SignedIn.Profile(
                session.caller.id(), session.org(), Role.AGENT, "Ada Lovelace", "ada@demo.test"),
            "refresh-1"));
  }

  /** Here the widget key is the organisation's id. */
  private Future<StartWidgetSession.WidgetSession> visit(StartWidgetSession request) {
    OrgId org = new OrgId(UUID.fromString(request.widgetKey()));
    Session session = contact(org);
    return Future.succeededFuture(
        new StartWidgetSession.WidgetSession(
            session.token,
            clock.instant().plus(Duration.ofMinutes(15)),
            "contact-token",
            new StartWidgetSession.Contact(session.caller.id(), null, null),
            new StartWidgetSession.Organization(org, "Shop", null, true)));
  }
}

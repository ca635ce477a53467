package dev.campfire.identity;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.identity.Authenticate;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import dev.campfire.contract.identity.CheckOrigin;
import dev.campfire.contract.identity.FindOrigins;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.LogOut;
import dev.campfire.contract.identity.RefreshSession;
import dev.campfire.contract.identity.SessionEvent;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.identity.StartWidgetSession.WidgetSession;
import dev.campfire.testkit.RecordingBus.Published;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityCommandsTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final PasswordHash CHEAP = new PasswordHash(7 * 1024, 1, 1);
  private static final String CAMPFIRE = CHEAP.of("campfire");
  private static final OrgId DEMO = new OrgId(UUID.randomUUID());
  private static final OrgId OTHER = new OrgId(UUID.randomUUID());
  private static final IdentityConfig CONFIG =
      new IdentityConfig(
          Duration.ofMinutes(15),
          Duration.ofDays(30),
          5,
          Duration.ofMinutes(15),
          2,
          20,
          7 * 1024,
          1,
          1,
          Duration.ofDays(3),
          null,
          null);

  private final TestNode node = new TestNode();
  private final MemoryIdentityStore store = new MemoryIdentityStore();
  private final KeyRing keys = new KeyRing(VERTX, store, node.clock());
  private final Context loop = VERTX.getOrCreateContext();
  private final Account ada = account(DEMO, "Ada Lovelace", "ada@demo.test", CAMPFIRE);
  private IdentityCommands commands;

  @BeforeEach
  void open() {
    store.keys.put("1", Forge.KEY);
    store.accounts.add(ada);
    store.widgets.put("demo", DEMO);
    store.widgets.put("other", OTHER);
    store.origins.put(DEMO, List.of("https://shop.example.com"));
    commands = commands(CONFIG);
    await(keys.open());
  }

  private IdentityCommands commands(IdentityConfig config) {
    return new IdentityCommands(
        node, config, store, store, keys, Passwords.on(VERTX, config, node.meters()));
  }

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void aRightPasswordSignsIn() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");

    assertThat(signedIn.profile()).isEqualTo(ada.profile());
    Authenticated authenticated = authenticate(signedIn.accessToken());
    assertThat(authenticated.expiresAt()).isEqualTo(signedIn.expiresAt());
    assertThat(authenticated.caller().id()).isEqualTo(ada.id());
    assertThat(authenticated.caller().org()).isEqualTo(DEMO);
    assertThat(authenticated.caller().role()).isEqualTo(Role.AGENT);
    assertThat(authenticated.caller().name()).isEqualTo("Ada Lovelace");
    assertThat(store.sessions).containsOnlyKeys(authenticated.caller().session());
  }

  @ParameterizedTest
  @ValueSource(strings = {" ada@demo.test", "ADA@Demo.Test\t", "\u2003Ada@demo.test\u2003"})
  void spaceAndCaseOfAnAddressDoNotMatter(String email) {
    assertThat(logIn(email, "campfire").profile().id()).isEqualTo(ada.id());
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer() {
    ProblemException wrong = refused(() -> commands.logIn(null, new LogIn("ada@demo.test", "x")));
    ProblemException unknown = refused(() -> commands.logIn(null, new LogIn("x@demo.test", "x")));

    assertThat(wrong.code()).isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(unknown.problem("")).isEqualTo(wrong.problem(""));
    assertThat(store.sessions).isEmpty();
  }

  @Test
  void anAccountWithoutAPasswordCannotSignIn() {
    store.accounts.add(account(DEMO, "Grace", "grace@demo.test", null));

    assertRefused(
        ProblemCode.UNAUTHENTICATED,
        () -> commands.logIn(null, new LogIn("grace@demo.test", "campfire")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0",
        "ada@demo.test\0",
        "\uD800@demo.test",
        "🏕️",
        "ادا@demo.test",
        "İ@demo.test",
        "'; drop table profiles; --",
        "%",
        "ada@demo.test\n"
      })
  void anyTextIsAnAddress(String email) {
    ProblemException refused = refused(() -> commands.logIn(null, new LogIn(email, "\0\uDFFFx")));

    assertThat(refused.code()).isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void theFirstOrganisationWhosePasswordFitsIsEntered() {
    Account theirs = account(OTHER, "Ada", "ada@demo.test", CHEAP.of("elsewhere"));
    store.accounts.add(theirs);

    assertThat(logIn("ada@demo.test", "elsewhere").profile()).isEqualTo(theirs.profile());
    assertThat(logIn("ada@demo.test", "campfire").profile()).isEqualTo(ada.profile());
    assertRefused(
        ProblemCode.UNAUTHENTICATED, () -> commands.logIn(null, new LogIn("ada@demo.test", "x")));
  }

  @Test
  void afterFiveWrongPasswordsTheRightOneWaitsToo() {
    for (int i = 0; i < 5; i++) {
      node.clock().advance(Duration.ofMinutes(1));
      assertRefused(
          ProblemCode.UNAUTHENTICATED,
          () -> commands.logIn(null, new LogIn("ada@demo.test", "wrong")));
    }

    ProblemException limited =
        refused(() -> commands.logIn(null, new LogIn(" ADA@demo.test", "campfire")));
    assertThat(limited.code()).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(limited.problem("").retryAfterMs()).isEqualTo(Duration.ofMinutes(11).toMillis());

    node.clock().advance(Duration.ofMinutes(11));
    assertThat(logIn("ada@demo.test", "campfire").profile().id()).isEqualTo(ada.id());
  }

  @Test
  void anUnknownAddressWaitsLikeAKnownOne() {
    for (int i = 0; i < 5; i++) {
      refused(() -> commands.logIn(null, new LogIn("nobody@demo.test", "wrong")));
    }

    assertRefused(
        ProblemCode.RATE_LIMITED,
        () -> commands.logIn(null, new LogIn("nobody@demo.test", "wrong")));
  }

  @Test
  void aRightPasswordDoesNotClearTheCount() {
    for (int i = 0; i < 4; i++) {
      refused(() -> commands.logIn(null, new LogIn("ada@demo.test", "wrong")));
    }
    logIn("ada@demo.test", "campfire");
    refused(() -> commands.logIn(null, new LogIn("ada@demo.test", "wrong")));

    assertRefused(
        ProblemCode.RATE_LIMITED,
        () -> commands.logIn(null, new LogIn("ada@demo.test", "campfire")));
  }

  @Test
  void ofGuessesSideBySideOnlyFiveAreTold() {
    List<ProblemCode> codes =
        outcomes(
            IntStream.range(0, 15)
                .mapToObj(i -> i == 14 ? "campfire" : "wrong-" + i)
                .map(password -> new LogIn("ada@demo.test", password))
                .toList());

    assertThat(codes.stream().filter(ProblemCode.UNAUTHENTICATED::equals)).hasSize(5);
    assertThat(codes.stream().filter(ProblemCode.RATE_LIMITED::equals)).hasSize(10);
    assertThat(store.sessions).isEmpty();
  }

  @Test
  void manyOfOneAccountMaySignInAtOnce() {
    List<ProblemCode> codes =
        outcomes(
            IntStream.range(0, 15).mapToObj(i -> new LogIn("ada@demo.test", "campfire")).toList());

    assertThat(codes).containsOnlyNulls();
    assertThat(store.sessions).hasSize(15);
  }

  @Test
  void moreThanTheQueueHoldsAreTurnedAway() {
    List<ProblemCode> codes =
        outcomes(
            IntStream.range(0, 30)
                .mapToObj(i -> new LogIn("agent" + i + "@demo.test", "campfire"))
                .toList());

    assertThat(codes.stream().filter(ProblemCode.UNAVAILABLE::equals)).hasSize(8);
    assertThat(codes.stream().filter(ProblemCode.UNAUTHENTICATED::equals)).hasSize(22);
    assertThat(logIn("ada@demo.test", "campfire")).isNotNull();
  }

  @Test
  void aHashOfOlderParametersIsReplacedAtTheNextSignIn() {
    IdentityConfig dearer =
        new IdentityConfig(
            CONFIG.accessTokenLife(),
            CONFIG.sessionLife(),
            5,
            CONFIG.wrongPasswordWindow(),
            2,
            20,
            7 * 1024,
            2,
            1,
            CONFIG.invitationLife(),
            null,
            null);
    commands = commands(dearer);

    logIn("ada@demo.test", "campfire");

    eventually()
        .untilAsserted(
            () ->
                assertThat(store.accounts.get(0).passwordHash())
                    .startsWith("$argon2id$v=19$m=7168,t=2,p=1$"));
    assertThat(logIn("ada@demo.test", "campfire")).isNotNull();
  }

  @Test
  void aSessionIsRenewedWithANewToken() {
    SignedIn first = logIn("ada@demo.test", "campfire");
    node.clock().advance(Duration.ofMinutes(10));

    SignedIn second = refresh(first.refreshToken());

    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(second.profile()).isEqualTo(first.profile());
    assertThat(second.expiresAt()).isEqualTo(first.expiresAt().plus(Duration.ofMinutes(10)));
    assertThat(authenticate(second.accessToken()).caller())
        .isEqualTo(authenticate(first.accessToken()).caller());
    assertThat(refresh(second.refreshToken())).isNotNull();
    assertThat(node.bus.published).isEmpty();
  }

  @Test
  void twoTabsThatRenewAtOnceGetTheSameToken() {
    SignedIn first = logIn("ada@demo.test", "campfire");
    SignedIn one = refresh(first.refreshToken());
    node.clock().advance(Session.GRACE);

    SignedIn other = refresh(first.refreshToken());

    assertThat(other.refreshToken()).isEqualTo(one.refreshToken());
    assertThat(refresh(other.refreshToken())).isNotNull();
  }

  @Test
  void anOldTokenEndsTheWholeFamily() {
    SignedIn first = logIn("ada@demo.test", "campfire");
    SignedIn second = refresh(first.refreshToken());
    node.clock().advance(Session.GRACE.plusMillis(1));

    assertRefreshRefused(first.refreshToken());

    assertRefreshRefused(second.refreshToken());
    assertRefused(
        ProblemCode.UNAUTHENTICATED,
        () -> commands.authenticate(null, new Authenticate(second.accessToken())));
    assertAnnounced(first);
  }

  @Test
  void theEndOfOneFamilyLeavesTheOthers() {
    SignedIn laptop = logIn("ada@demo.test", "campfire");
    SignedIn phone = logIn("ada@demo.test", "campfire");
    logOut(laptop.refreshToken());

    assertThat(refresh(phone.refreshToken())).isNotNull();
    assertThat(authenticate(phone.accessToken())).isNotNull();
  }

  @Test
  void aSessionEndsAfterThirtyDays() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");
    node.clock().advance(Duration.ofDays(30).minusMillis(1));
    SignedIn renewed = refresh(signedIn.refreshToken());
    node.clock().advance(Duration.ofMillis(1));

    assertRefreshRefused(renewed.refreshToken());
    assertRefused(
        ProblemCode.UNAUTHENTICATED,
        () -> commands.authenticate(null, new Authenticate(renewed.accessToken())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "\0",
        "garbage",
        "0199f0a0-0000-7000-8000-00000000000a.0199f0a0-0000-7000-8000-00000000000b."
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatIsNoRefreshTokenRenewsNothingAndEndsNothing(String text) {
    assertRefreshRefused(text);
    assertThat(logOut(text)).isNotNull();
    assertThat(node.bus.published).isEmpty();
  }

  @Test
  void signingOutEndsTheSessionItsTokensAndItsSockets() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");
    authenticate(signedIn.accessToken());

    logOut(signedIn.refreshToken());

    assertRefreshRefused(signedIn.refreshToken());
    assertRefused(
        ProblemCode.UNAUTHENTICATED,
        () -> commands.authenticate(null, new Authenticate(signedIn.accessToken())));
    assertAnnounced(signedIn);
  }

  @Test
  void signingOutTwiceIsNoFaultAndAnnouncedOnce() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");

    logOut(signedIn.refreshToken());
    logOut(signedIn.refreshToken());

    assertAnnounced(signedIn);
  }

  @Test
  void aGuessedTokenSignsNobodyOut() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");
    RefreshToken token = RefreshToken.read(signedIn.refreshToken()).orElseThrow();

    logOut(token.next().text());

    assertThat(refresh(signedIn.refreshToken())).isNotNull();
  }

  @Test
  void aTokenThatRanOutIsTold() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");
    node.clock().advance(Duration.ofMinutes(15).minusSeconds(1));
    authenticate(signedIn.accessToken());
    node.clock().advance(Duration.ofSeconds(1));

    assertRefused(
        ProblemCode.TOKEN_EXPIRED,
        () -> commands.authenticate(null, new Authenticate(signedIn.accessToken())));
  }

  @Test
  void aForgedTokenThatRanOutIsNotTold() {
    String forged =
        Forge.signed(
            Forge.OTHER_KEY,
            Forge.HEADER,
            "{\"iss\":\"campfire\",\"aud\":\"campfire\",\"role\":\"agent\",\"iat\":1,\"exp\":2}");

    assertRefused(
        ProblemCode.UNAUTHENTICATED, () -> commands.authenticate(null, new Authenticate(forged)));
  }

  @Test
  void aSessionThatEndedElsewhereIsFoundOutWithinHalfASecond() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");
    authenticate(signedIn.accessToken());
    store.sessions.replaceAll((id, session) -> MemoryIdentityStore.ended(session));

    node.clock().advance(SessionChecks.FRESH_FOR);

    assertRefused(
        ProblemCode.UNAUTHENTICATED,
        () -> commands.authenticate(null, new Authenticate(signedIn.accessToken())));
  }

  @Test
  void aBusySessionIsAskedForTwiceASecond() {
    SignedIn signedIn = logIn("ada@demo.test", "campfire");

    for (int i = 0; i < 100; i++) {
      authenticate(signedIn.accessToken());
    }

    assertThat(store.sessionReads).isEqualTo(1);
  }

  @Test
  void aNewLifeOfTheDatabaseIsToldWithinAFewSeconds() {
    String token = widgetSession("demo", null).accessToken();
    assertThat(authenticate(token).epoch()).isEqualTo(store.epoch);
    store.epoch = UUID.randomUUID();
    node.clock().advance(Epoch.FRESH_FOR.minusMillis(1));
    authenticate(token);
    assertThat(store.epochReads).isEqualTo(1);

    node.clock().advance(Duration.ofMillis(1));

    assertThat(authenticate(token).epoch()).isEqualTo(store.epoch);
  }

  @Test
  void anOriginIsAllowedIfAnyOrganisationAllowsIt() {
    assertThat(isAllowed("https://shop.example.com")).isTrue();
    assertThat(isAllowed("https://shop.example.com/")).isFalse();
    assertThat(isAllowed("https://shop.example.com\0")).isFalse();
    assertThat(isAllowed("null")).isFalse();
  }

  private boolean isAllowed(String origin) {
    return run(() -> commands.checkOrigin(null, new CheckOrigin(origin))).isAllowed();
  }

  @Test
  void aVisitorGetsAContactOfTheirOwn() {
    WidgetSession session = widgetSession("demo", null);

    assertThat(session.organization())
        .isEqualTo(new StartWidgetSession.Organization(DEMO, "Northwood", "Hello", true));
    assertThat(session.contact().name()).isNull();
    assertThat(session.contact().email()).isNull();
    Caller caller = authenticate(session.accessToken()).caller();
    assertThat(caller.role()).isEqualTo(Role.CONTACT);
    assertThat(caller.id()).isEqualTo(session.contact().id());
    assertThat(caller.org()).isEqualTo(DEMO);
    assertThat(caller.name()).isNull();
    assertThat(widgetSession("demo", null).contact().id()).isNotEqualTo(caller.id());
    assertThat(store.sessions).isEmpty();
  }

  @Test
  void theContactTokenBringsTheContactBack() {
    WidgetSession first = widgetSession("demo", null);
    store.contacts.put(
        first.contact().id(), new WidgetStore.StoredContact("Mia", "mia@example.com", false));
    node.clock().advance(Duration.ofDays(1_000));

    WidgetSession again = widgetSession("demo", first.contactToken());

    assertThat(again.contact())
        .isEqualTo(new StartWidgetSession.Contact(first.contact().id(), "Mia", "mia@example.com"));
    assertThat(again.contactToken()).isEqualTo(first.contactToken());
    Caller caller = authenticate(again.accessToken()).caller();
    assertThat(caller.id()).isEqualTo(first.contact().id());
    assertThat(caller.name()).isEqualTo("Mia");
  }

  @Test
  void aContactTokenOfAnOlderKeyIsReplaced() {
    WidgetSession first = widgetSession("demo", null);
    store.keys.put("2", Forge.OTHER_KEY);
    await(keys.open());

    WidgetSession again = widgetSession("demo", first.contactToken());

    assertThat(again.contact().id()).isEqualTo(first.contact().id());
    assertThat(CompactJwt.read(again.contactToken()).header()).containsEntry("kid", "2");
  }

  @Test
  void anotherOrganisationsContactTokenIsRefused() {
    String theirs = widgetSession("other", null).contactToken();

    assertWidgetRefused("demo", theirs);
  }

  @Test
  void anAccessTokenIsNoContactToken() {
    assertWidgetRefused("demo", widgetSession("demo", null).accessToken());
    assertWidgetRefused("demo", logIn("ada@demo.test", "campfire").accessToken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "\0", "\uD800", "e30.e30.AA"})
  void garbageIsNoContactToken(String garbage) {
    assertWidgetRefused("demo", garbage);
  }

  @Test
  void aContactTokenThatAStrangerSignedIsRefused() {
    String forged =
        Forge.signed(
            Forge.OTHER_KEY,
            "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"1\",\"cty\":\"campfire-contact\"}",
            "{\"iss\":\"campfire\",\"aud\":\"campfire-contact\",\"org\":\""
                + DEMO
                + "\",\"sub\":\""
                + UUID.randomUUID()
                + "\",\"iat\":1}");

    assertWidgetRefused("demo", forged);
  }

  @Test
  void anIdentifiedContactDoesNotComeBackByTheTokenAlone() {
    WidgetSession first = widgetSession("demo", null);
    store.contacts.put(
        first.contact().id(), new WidgetStore.StoredContact("Mia", "mia@example.com", true));

    assertWidgetRefused("demo", first.contactToken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody's", "Demo", "demo ", "demo\0", "\uD800", "🏕️", "%"})
  void anUnknownWidgetKeyIsNotFound(String key) {
    assertRefused(
        ProblemCode.NOT_FOUND,
        () -> commands.startWidgetSession(null, new StartWidgetSession(key, null)));
    assertRefused(
        ProblemCode.NOT_FOUND, () -> commands.findOrigins(null, new FindOrigins(null, key)));
  }

  @Test
  void originsAreFoundByOrganisationAndByWidget() {
    assertThat(run(() -> commands.findOrigins(null, new FindOrigins(DEMO, null))).allowedOrigins())
        .containsExactly("https://shop.example.com");
    assertThat(
            run(() -> commands.findOrigins(null, new FindOrigins(null, "demo"))).allowedOrigins())
        .containsExactly("https://shop.example.com");
  }

  @Test
  void originsOfNobodyAreNotFound() {
    OrgId nobody = new OrgId(UUID.randomUUID());

    assertRefused(
        ProblemCode.NOT_FOUND, () -> commands.findOrigins(null, new FindOrigins(nobody, null)));
  }

  @Test
  void originsAreAskedForByOneNameExactly() {
    assertRefused(
        ProblemCode.INVALID_REQUEST, () -> commands.findOrigins(null, new FindOrigins(null, null)));
    assertRefused(
        ProblemCode.INVALID_REQUEST,
        () -> commands.findOrigins(null, new FindOrigins(DEMO, "demo")));
  }

  private void assertAnnounced(SignedIn signedIn) {
    RefreshToken token = RefreshToken.read(signedIn.refreshToken()).orElseThrow();
    assertThat(node.bus.published)
        .containsExactly(
            new Published(
                Identity.USER.at(DEMO, ada.id()).toString(),
                new SessionEvent.Revoked(token.session(), node.clock().instant()),
                0));
  }

  private void assertRefreshRefused(String token) {
    assertRefused(
        ProblemCode.UNAUTHENTICATED, () -> commands.refresh(null, new RefreshSession(token)));
  }

  private void assertWidgetRefused(String key, String contactToken) {
    assertRefused(
        ProblemCode.UNAUTHENTICATED,
        () -> commands.startWidgetSession(null, new StartWidgetSession(key, contactToken)));
  }

  private void assertRefused(ProblemCode code, Supplier<Future<?>> command) {
    assertThat(refused(command).code()).isEqualTo(code);
  }

  private ProblemException refused(Supplier<Future<?>> command) {
    Throwable failure = catchThrowable(() -> await(onLoop(command::get)));
    assertThat(failure).isInstanceOf(ProblemException.class);
    return (ProblemException) failure;
  }

  private SignedIn logIn(String email, String password) {
    return run(() -> commands.logIn(null, new LogIn(email, password)));
  }

  private SignedIn refresh(String token) {
    return run(() -> commands.refresh(null, new RefreshSession(token)));
  }

  private LogOut.Done logOut(String token) {
    return run(() -> commands.logOut(null, new LogOut(token)));
  }

  private Authenticated authenticate(String token) {
    return run(() -> commands.authenticate(null, new Authenticate(token)));
  }

  private WidgetSession widgetSession(String key, String contactToken) {
    return run(() -> commands.startWidgetSession(null, new StartWidgetSession(key, contactToken)));
  }

  /** What sign-ins side by side ended with; null for success. */
  private List<ProblemCode> outcomes(List<LogIn> requests) {
    List<Future<SignedIn>> started =
        await(
            onLoop(
                () ->
                    Future.succeededFuture(
                        requests.stream().map(request -> commands.logIn(null, request)).toList())));
    await(Future.join(started).otherwiseEmpty());
    return started.stream()
        .map(done -> done.succeeded() ? null : ((ProblemException) done.cause()).code())
        .toList();
  }

  private <T> T run(Supplier<Future<T>> command) {
    return await(onLoop(command));
  }

  /** As in life: the commands run on one event loop. */
  private <T> Future<T> onLoop(Supplier<? extends Future<? extends T>> command) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(
        now -> {
          Future<T> answer = Future.<T>succeededFuture().compose(none -> command.get().map(t -> t));
          answer.onComplete(promise);
        });
    return promise.future();
  }

  private static Account account(OrgId org, String name, String email, String hash) {
    return new Account(org, new PersonId(UUID.randomUUID()), Role.AGENT, name, email, hash);
  }

  private static ConditionFactory eventually() {
    return Awaitility.await();
  }
}

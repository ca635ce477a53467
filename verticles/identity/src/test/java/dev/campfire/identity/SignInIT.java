package dev.campfire.identity;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.identity.Authenticate;
import dev.campfire.contract.identity.CheckOrigin;
import dev.campfire.contract.identity.FindOrigins;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.LogOut;
import dev.campfire.contract.identity.RefreshSession;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.identity.StartWidgetSession.WidgetSession;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identity's commands over the bus, with PostgreSQL under row-level security. */
class SignInIT {

  private static final String HASH = new PasswordHash(19 * 1024, 2, 1).of("campfire");

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new IdentityModule()).build();

  private final String email = UUID.randomUUID() + "@demo.test";
  private TestOrg org;
  private Caller ada;

  @BeforeEach
  void giveAdaAPassword() {
    org = campfire.org();
    ada = org.agent("Ada Lovelace");
    campfire.sql(
        "update profiles set email = ?, password_hash = ? where user_id = ?",
        email,
        HASH,
        ada.id().value());
  }

  @Test
  void aRightPasswordOpensASession() {
    SignedIn signedIn = logIn();

    assertThat(signedIn.profile())
        .isEqualTo(new SignedIn.Profile(ada.id(), org.id(), ada.role(), "Ada Lovelace", email));
    var authenticated = ask(Identity.AUTHENTICATE, new Authenticate(signedIn.accessToken()));
    assertThat(authenticated.caller().id()).isEqualTo(ada.id());
    assertThat(authenticated.caller().name()).isEqualTo("Ada Lovelace");
    assertThat(authenticated.expiresAt()).isEqualTo(signedIn.expiresAt());
    assertThat(sessions())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get("id")).isEqualTo(authenticated.caller().session().value());
              assertThat((byte[]) row.get("refresh_hash"))
                  .isEqualTo(Sha256.of(signedIn.refreshToken()));
              assertThat(row.get("revoked_at")).isNull();
            });
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer() {
    ProblemException wrong = refused(Identity.LOG_IN, new LogIn(email, "Campfire"));
    ProblemException unknown = refused(Identity.LOG_IN, new LogIn("x" + email, "Campfire"));

    assertThat(wrong.code()).isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(unknown.problem("")).isEqualTo(wrong.problem(""));
    assertThat(sessions()).isEmpty();
  }

  @Test
  void anAddressOfSeveralOrganisationsOpensTheOneWhosePasswordFits() {
    TestOrg other = campfire.org();
    Caller there = other.agent("Ada");
    campfire.sql(
        "update profiles set email = ?, password_hash = ? where user_id = ?",
        email,
        new PasswordHash(7 * 1024, 1, 1).of("elsewhere"),
        there.id().value());

    SignedIn elsewhere = ask(Identity.LOG_IN, new LogIn(email, "elsewhere"));

    assertThat(elsewhere.profile().org()).isEqualTo(other.id());
    assertThat(logIn().profile().org()).isEqualTo(org.id());
  }

  @Test
  void aHashOfOlderParametersIsReplaced() {
    campfire.sql(
        "update profiles set password_hash = ? where user_id = ?",
        new PasswordHash(7 * 1024, 1, 1).of("campfire"),
        ada.id().value());

    logIn();

    eventually()
        .untilAsserted(
            () ->
                assertThat(
                        campfire.sql(
                            "select password_hash from profiles where user_id = ?",
                            ada.id().value()))
                    .singleElement()
                    .satisfies(
                        row ->
                            assertThat((String) row.get("password_hash"))
                                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")));
    assertThat(logIn()).isNotNull();
  }

  @Test
  void aDisabledAgentCanNeitherSignInNorGoOn() {
    SignedIn signedIn = logIn();
    campfire.sql("update profiles set disabled_at = now() where user_id = ?", ada.id().value());

    assertThat(refused(Identity.LOG_IN, new LogIn(email, "campfire")).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(refused(Identity.REFRESH, new RefreshSession(signedIn.refreshToken())).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(refused(Identity.AUTHENTICATE, new Authenticate(signedIn.accessToken())).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void aSessionIsRenewed() {
    SignedIn first = logIn();

    SignedIn second = refresh(first);

    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(sessions())
        .singleElement()
        .satisfies(
            row -> {
              assertThat((byte[]) row.get("refresh_hash"))
                  .isEqualTo(Sha256.of(second.refreshToken()));
              assertThat((byte[]) row.get("previous_hash"))
                  .isEqualTo(Sha256.of(first.refreshToken()));
            });
  }

  @Test
  void renewalsSideBySideGetTheSameToken() {
    SignedIn first = logIn();
    var request = new RefreshSession(first.refreshToken());

    List<SignedIn> renewed =
        await(
                Future.all(
                    IntStream.range(0, 10)
                        .mapToObj(
                            i -> campfire.bus().request(Identity.REFRESH, Caller.SYSTEM, request))
                        .toList()))
            .list();

    assertThat(renewed.stream().map(SignedIn::refreshToken).distinct()).hasSize(1);
    assertThat(refresh(renewed.get(0))).isNotNull();
  }

  @Test
  void anOldTokenEndsTheFamilyAndTheSessionIsAnnouncedAsRevoked() {
    SignedIn first = logIn();
    SignedIn second = refresh(first);
    campfire.clock().advance(Session.GRACE.plusMillis(1));

    ProblemCode old = refused(Identity.REFRESH, new RefreshSession(first.refreshToken())).code();

    assertThat(old).isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(refused(Identity.REFRESH, new RefreshSession(second.refreshToken())).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(refused(Identity.AUTHENTICATE, new Authenticate(second.accessToken())).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(sessions())
        .singleElement()
        .satisfies(row -> assertThat(row.get("revoked_at")).isNotNull());
    assertAnnounced(first);
  }

  @Test
  void signingOutEndsTheSession() {
    SignedIn signedIn = logIn();
    ask(Identity.AUTHENTICATE, new Authenticate(signedIn.accessToken()));

    ask(Identity.LOG_OUT, new LogOut(signedIn.refreshToken()));
    ask(Identity.LOG_OUT, new LogOut(signedIn.refreshToken()));

    assertThat(refused(Identity.AUTHENTICATE, new Authenticate(signedIn.accessToken())).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(refused(Identity.REFRESH, new RefreshSession(signedIn.refreshToken())).code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertAnnounced(signedIn);
  }

  @Test
  void anAccessTokenRunsOut() {
    SignedIn signedIn = logIn();
    campfire.clock().advance(Duration.ofMinutes(15));

    assertThat(refused(Identity.AUTHENTICATE, new Authenticate(signedIn.accessToken())).code())
        .isEqualTo(ProblemCode.TOKEN_EXPIRED);
  }

  @Test
  void aVisitorComesBackAsTheSameContactAndNothingIsStored() {
    WidgetSession first = widget(org.widgetKey(), null);
    WidgetSession again = widget(org.widgetKey(), first.contactToken());

    assertThat(again.contact()).isEqualTo(first.contact());
    assertThat(again.organization())
        .isEqualTo(new StartWidgetSession.Organization(org.id(), "Test organisation", null, false));
    var caller = ask(Identity.AUTHENTICATE, new Authenticate(again.accessToken())).caller();
    assertThat(caller.id()).isEqualTo(first.contact().id());
    assertThat(caller.isContact()).isTrue();
    assertThat(campfire.sql("select 1 from contacts where org_id = ?", org.id().value())).isEmpty();
    assertThat(sessions()).isEmpty();
  }

  @Test
  void aStoredContactIsCalledByName() {
    WidgetSession first = widget(org.widgetKey(), null);
    campfire.sql(
        "insert into contacts (org_id, id, name, email) values (?, ?, 'Mia', 'mia@example.com')",
        org.id().value(),
        first.contact().id().value());

    WidgetSession again = widget(org.widgetKey(), first.contactToken());

    assertThat(again.contact())
        .isEqualTo(new StartWidgetSession.Contact(first.contact().id(), "Mia", "mia@example.com"));
    assertThat(ask(Identity.AUTHENTICATE, new Authenticate(again.accessToken())).caller().name())
        .isEqualTo("Mia");
  }

  @Test
  void anotherOrganisationsContactTokenIsRefused() {
    String theirs = widget(campfire.org().widgetKey(), null).contactToken();

    assertThat(
            refused(Identity.WIDGET_SESSION, new StartWidgetSession(org.widgetKey(), theirs))
                .code())
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void theWidgetSaysWhetherAnAgentIsThere() {
    campfire.sql("update profiles set is_online = true where user_id = ?", ada.id().value());
    assertThat(widget(org.widgetKey(), null).organization().available()).isTrue();

    campfire.sql("update profiles set availability = 'away' where user_id = ?", ada.id().value());
    assertThat(widget(org.widgetKey(), null).organization().available()).isFalse();
  }

  @Test
  void originsAreFoundByOrganisationAndByWidget() {
    campfire.sql(
        "update organizations set allowed_origins = '{https://a.example,https://b.example}'"
            + " where org_id = ?",
        org.id().value());

    assertThat(ask(Identity.ORIGINS, new FindOrigins(org.id(), null)).allowedOrigins())
        .containsExactly("https://a.example", "https://b.example");
    assertThat(ask(Identity.ORIGINS, new FindOrigins(null, org.widgetKey())).allowedOrigins())
        .containsExactly("https://a.example", "https://b.example");
    assertThat(refused(Identity.ORIGINS, new FindOrigins(null, "nobody's")).code())
        .isEqualTo(ProblemCode.NOT_FOUND);
  }

  @Test
  void anOriginIsAllowedIfAnyOrganisationAllowsIt() {
    String origin = "https://" + UUID.randomUUID() + ".example";
    campfire.sql(
        "update organizations set allowed_origins = array['https://a.example', ?]"
            + " where org_id = ?",
        origin,
        org.id().value());

    assertThat(ask(Identity.CHECK_ORIGIN, new CheckOrigin(origin)).isAllowed()).isTrue();
    assertThat(ask(Identity.CHECK_ORIGIN, new CheckOrigin(origin + "x")).isAllowed()).isFalse();
  }

  @Test
  void theEpochIsTheDatabases() {
    var session = widget(org.widgetKey(), null);

    assertThat(ask(Identity.AUTHENTICATE, new Authenticate(session.accessToken())).epoch())
        .isEqualTo(campfire.sql("select epoch from installation").get(0).get("epoch"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "x\0y", "\uD800", "🏕️", "'; select 1; --", "%", "ﷺ", "\u202Eabc"})
  void strangeTextIsRefusedAndNeverBreaksAnything(String text) {
    assertThat(refused(Identity.LOG_IN, new LogIn(text, text)).code()).isIn(REFUSALS);
    assertThat(refused(Identity.REFRESH, new RefreshSession(text)).code()).isIn(REFUSALS);
    assertThat(refused(Identity.AUTHENTICATE, new Authenticate(text)).code()).isIn(REFUSALS);
    assertThat(refused(Identity.WIDGET_SESSION, new StartWidgetSession(text, null)).code())
        .isIn(REFUSALS);
    assertThat(
            refused(Identity.WIDGET_SESSION, new StartWidgetSession(org.widgetKey(), text)).code())
        .isIn(REFUSALS);
    assertThat(refused(Identity.ORIGINS, new FindOrigins(null, text)).code()).isIn(REFUSALS);
    if (text.indexOf('\0') < 0 && text.indexOf('\uD800') < 0) {
      assertThat(ask(Identity.CHECK_ORIGIN, new CheckOrigin(text)).isAllowed()).isFalse();
    }
  }

  private static final List<ProblemCode> REFUSALS =
      List.of(ProblemCode.INVALID_REQUEST, ProblemCode.UNAUTHENTICATED, ProblemCode.NOT_FOUND);

  private void assertAnnounced(SignedIn signedIn) {
    String session = RefreshToken.read(signedIn.refreshToken()).orElseThrow().session().toString();
    String address = Identity.USER.at(org.id(), ada.id()).toString();
    eventually()
        .untilAsserted(
            () ->
                assertThat(campfire.events(0))
                    .filteredOn(frame -> frame.address().equals(address))
                    .singleElement()
                    .satisfies(
                        frame ->
                            assertThat(frame.bytes().toJsonObject().getJsonObject("body").getMap())
                                .containsEntry("type", "session.revoked")
                                .containsEntry("sessionId", session)
                                .containsKey("at")));
  }

  private List<Map<String, Object>> sessions() {
    return campfire.sql("select * from sessions where org_id = ?", org.id().value());
  }

  private SignedIn logIn() {
    return ask(Identity.LOG_IN, new LogIn(email, "campfire"));
  }

  private SignedIn refresh(SignedIn signedIn) {
    return ask(Identity.REFRESH, new RefreshSession(signedIn.refreshToken()));
  }

  private WidgetSession widget(String key, String contactToken) {
    return ask(Identity.WIDGET_SESSION, new StartWidgetSession(key, contactToken));
  }

  private static <Q extends Record, R extends Record> R ask(Command<Q, R> command, Q request) {
    return await(campfire.bus().request(command, Caller.SYSTEM, request));
  }

  private static <Q extends Record, R extends Record> ProblemException refused(
      Command<Q, R> command, Q request) {
    Throwable failure = catchThrowable(() -> ask(command, request));
    assertThat(failure).isInstanceOf(ProblemException.class);
    return (ProblemException) failure;
  }

  private static ConditionFactory eventually() {
    return Awaitility.await();
  }
}

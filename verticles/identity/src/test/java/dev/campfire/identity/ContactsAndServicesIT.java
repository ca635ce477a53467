package dev.campfire.identity;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.identity.Authenticate;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.ReadRevocations;
import dev.campfire.contract.identity.SignInService;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.identity.StartWidgetSession.WidgetSession;
import dev.campfire.contract.messaging.AdoptConversations;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contacts whom their organisation signs for, and integrations, on PostgreSQL. */
class ContactsAndServicesIT {

  private static final String SECRET = "demo-identity-secret";

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new IdentityModule()).build();

  private static final List<String> adopted = new CopyOnWriteArrayList<>();
  private TestOrg org;

  /** Messaging, as far as identity asks it; what it does is shown where both are real. */
  @BeforeAll
  static void serveMessaging() {
    await(
        campfire
            .bus()
            .serve(
                Messaging.ADOPT,
                (caller, request) -> {
                  adopted.add(request.from() + " into " + caller.id());
                  return io.vertx.core.Future.succeededFuture(new AdoptConversations.Adopted(1));
                }));
  }

  @BeforeEach
  void giveASecret() {
    adopted.clear();
    org = campfire.org();
    campfire.sql(
        "update organizations set identity_secret = ? where org_id = ?", SECRET, org.id().value());
  }

  private static String identity(String subject, String more) {
    long later = campfire.clock().instant().getEpochSecond() + 600;
    return Forge.hmac(
        Forge.bytes(SECRET),
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        "{\"sub\":\"" + subject + "\",\"exp\":" + later + more + "}");
  }

  @Test
  void anIdentifiedContactIsTheSameEverywhereAndNothingIsStored() {
    WidgetSession one = widget(null, identity("c7", ",\"name\":\"Mia\""));
    WidgetSession other = widget(null, identity("c7", ",\"email\":\"mia@example.com\""));

    assertThat(other.contact().id()).isEqualTo(one.contact().id());
    assertThat(one.contact().name()).isEqualTo("Mia");
    assertThat(other.contact().email()).isEqualTo("mia@example.com");
    Caller caller = ask(Identity.AUTHENTICATE, new Authenticate(one.accessToken())).caller();
    assertThat(caller.role()).isEqualTo(Role.CONTACT);
    assertThat(caller.vouched()).isEqualTo(new Caller.Vouched(null));
    assertThat(campfire.sql("select 1 from contacts where org_id = ?", org.id().value())).isEmpty();
    assertThat(adopted).isEmpty();
  }

  @Test
  void anIdentifiedContactDoesNotComeBackByTheTokenAlone() {
    WidgetSession session = widget(null, identity("c7", ""));

    assertThat(refused(session.contactToken(), null)).isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(widget(session.contactToken(), identity("c7", "")).contact().id())
        .isEqualTo(session.contact().id());
    assertThat(adopted).isEmpty();
  }

  @Test
  void whatAnAnonymousContactWroteMovesOverAndTheirTokenEnds() {
    WidgetSession before = widget(null, null);

    WidgetSession after = widget(before.contactToken(), identity("c7", ""));

    assertThat(adopted).containsExactly(before.contact().id() + " into " + after.contact().id());
    assertThat(refused(before.contactToken(), null)).isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(ended()).contains(before.contact().id());
    // Repeated, since the answer may have been lost: the same again.
    assertThat(widget(before.contactToken(), identity("c7", "")).contact().id())
        .isEqualTo(after.contact().id());
    assertThat(refused(before.contactToken(), identity("c8", "")))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void whatAnIdentifiedContactWroteStaysTheirsWhenTheBrowserChangesHands() {
    WidgetSession mia = widget(null, identity("mia", ""));

    WidgetSession jonas = widget(mia.contactToken(), identity("jonas", ""));

    assertThat(jonas.contact().id()).isNotEqualTo(mia.contact().id());
    assertThat(adopted).isEmpty();
    assertThat(ended()).doesNotContain(mia.contact().id());
  }

  @Test
  void theSignatureStandsAgainstWhatIsStored() {
    WidgetSession session = widget(null, identity("c7", ",\"name\":\"Mia\""));
    campfire.sql(
        "insert into contacts (org_id, id, name, email) values (?, ?, 'Somebody', 'x@y.example')",
        org.id().value(),
        session.contact().id().value());

    widget(null, identity("c7", ",\"name\":\"Mia Becker\""));

    assertThat(
            campfire.sql(
                "select name, email, verified from contacts where org_id = ?", org.id().value()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("name", "Mia Becker");
              assertThat(row).containsEntry("email", "x@y.example");
              assertThat(row).containsEntry("verified", true);
            });
  }

  @Test
  void anIdentityThatNobodySignedIsRefused() {
    String byOthers =
        Forge.hmac(
            Forge.bytes("another secret"),
            "{\"alg\":\"HS256\"}",
            "{\"sub\":\"c7\",\"exp\":" + (campfire.clock().instant().getEpochSecond() + 60) + "}");

    assertThat(refused(null, byOthers)).isEqualTo(ProblemCode.UNAUTHENTICATED);
    campfire.sql(
        "update organizations set identity_secret = null where org_id = ?", org.id().value());
    assertThat(refused(null, identity("c7", ""))).isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void theSecretBeforeTheNewestIsStillGood() {
    campfire.sql(
        "update organizations set identity_secret = 'newer', previous_identity_secret = ?"
            + " where org_id = ?",
        SECRET,
        org.id().value());

    assertThat(widget(null, identity("c7", ""))).isNotNull();
  }

  @Test
  void anIntegrationSignsInByItsKeyUntilItIsRevoked() {
    SecretToken key = keyWithScopes(null);

    var session = ask(Identity.SIGN_IN_SERVICE, new SignInService(key.text()));

    var caller = ask(Identity.AUTHENTICATE, new Authenticate(session.accessToken())).caller();
    assertThat(caller.role()).isEqualTo(Role.SERVICE);
    assertThat(caller.org()).isEqualTo(org.id());
    assertThat(caller.id().value()).isEqualTo(key.id());
    assertThat(caller.scopes()).isNull();
    campfire.sql("update api_keys set revoked_at = now() where id = ?", key.id());
    campfire.clock().advance(SessionChecks.FRESH_FOR);
    assertThat(problem(Identity.AUTHENTICATE, new Authenticate(session.accessToken())))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(problem(Identity.SIGN_IN_SERVICE, new SignInService(key.text())))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void aKeysScopesStandInItsTokens() {
    SecretToken key = keyWithScopes("{messaging.get,feeds}");

    var session = ask(Identity.SIGN_IN_SERVICE, new SignInService(key.text()));

    assertThat(
            ask(Identity.AUTHENTICATE, new Authenticate(session.accessToken())).caller().scopes())
        .containsExactly("messaging.get", "feeds");
  }

  @Test
  void whatIsNoKeyIsRefused() {
    SecretToken key = keyWithScopes(null);
    SecretToken another = SecretToken.of(SecretToken.API_KEY, org.id(), key.id());
    SecretToken elsewhere =
        new SecretToken(SecretToken.API_KEY, campfire.org().id(), key.id(), key.secret());

    for (String text :
        List.of("x", "", "campfirekey_..", another.text(), elsewhere.text(), key.text() + "A")) {
      assertThat(problem(Identity.SIGN_IN_SERVICE, new SignInService(text)))
          .as(text)
          .isIn(ProblemCode.UNAUTHENTICATED, ProblemCode.INVALID_REQUEST);
    }
  }

  private SecretToken keyWithScopes(String scopes) {
    SecretToken key = SecretToken.of(SecretToken.API_KEY, org.id(), UUID.randomUUID());
    campfire.sql(
        "insert into api_keys (org_id, id, name, secret_hash, scopes, created_at)"
            + " values (?, ?, 'Orders', ?, ?::text[], now())",
        org.id().value(),
        key.id(),
        key.hash(),
        scopes);
    return key;
  }

  private static List<PersonId> ended() {
    return ask(Identity.REVOCATIONS, new ReadRevocations(60_000)).items().stream()
        .map(ReadRevocations.Revocation::person)
        .toList();
  }

  private WidgetSession widget(String contactToken, String identity) {
    return ask(
        Identity.WIDGET_SESSION, new StartWidgetSession(org.widgetKey(), contactToken, identity));
  }

  private ProblemCode refused(String contactToken, String identity) {
    return problem(
        Identity.WIDGET_SESSION, new StartWidgetSession(org.widgetKey(), contactToken, identity));
  }

  private static <Q extends Record, R extends Record> R ask(Command<Q, R> command, Q request) {
    return await(campfire.bus().request(command, Caller.SYSTEM, request));
  }

  private static <Q extends Record, R extends Record> ProblemCode problem(
      Command<Q, R> command, Q request) {
    Throwable failure = catchThrowable(() -> ask(command, request));
    assertThat(failure).isInstanceOf(ProblemException.class);
    return ((ProblemException) failure).code();
  }
}

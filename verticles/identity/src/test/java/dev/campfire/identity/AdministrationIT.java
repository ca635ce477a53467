package dev.campfire.identity;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.identity.AcceptInvitation;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.identity.Authenticate;
import dev.campfire.contract.identity.BeginEpoch;
import dev.campfire.contract.identity.BusinessHours;
import dev.campfire.contract.identity.ChangeAgent;
import dev.campfire.contract.identity.ChangeOrganization;
import dev.campfire.contract.identity.CreateApiKey;
import dev.campfire.contract.identity.CreateOrganization;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.InviteAgent;
import dev.campfire.contract.identity.ListAgents;
import dev.campfire.contract.identity.ListOrganizations;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.OrganizationSettings;
import dev.campfire.contract.identity.ReadAudit;
import dev.campfire.contract.identity.ReadOrganization;
import dev.campfire.contract.identity.ReadRevocations;
import dev.campfire.contract.identity.RevokeApiKey;
import dev.campfire.contract.identity.RotateIdentitySecret;
import dev.campfire.contract.identity.RotateSigningKey;
import dev.campfire.contract.identity.SignInService;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.schema.Change;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How organisations are set up, on PostgreSQL. */
class AdministrationIT {

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new IdentityModule()).build();

  private final String email = UUID.randomUUID() + "@demo.test";
  private TestOrg org;
  private Caller admin;

  @BeforeEach
  void anAdmin() {
    org = campfire.org();
    Caller agent = org.agent("Margaret Hamilton");
    campfire.sql("update profiles set role = 'admin' where user_id = ?", agent.id().value());
    admin = new Caller(agent.id(), org.id(), Role.ADMIN, agent.session(), agent.name());
  }

  @Test
  void anInvitedAgentChoosesAPasswordOnceAndIsSignedIn() {
    InviteAgent.Invited invited =
        ask(Administration.INVITE_AGENT, admin, new InviteAgent(" " + email, "Ada", null));

    assertThat(problem(Identity.LOG_IN, Caller.SYSTEM, new LogIn(email, "campfire")))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(
            problem(
                Identity.ACCEPT_INVITATION,
                Caller.SYSTEM,
                new AcceptInvitation(invited.invitation(), "too short")))
        .isEqualTo(ProblemCode.INVALID_REQUEST);
    SignedIn signedIn = accept(invited.invitation(), "a long password");

    assertThat(signedIn.profile().email()).isEqualTo(email);
    assertThat(signedIn.profile().role()).isEqualTo(Role.AGENT);
    assertThat(logIn("a long password").profile().id()).isEqualTo(invited.agent().id());
    assertThat(refusedInvitation(invited.invitation())).isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(actions()).contains("agent.invited", "invitation.accepted", "signIn.accepted");
  }

  @Test
  void aNewInvitationReplacesTheOneBeforeAndEndsOldSessions() {
    String first = invite();
    String second = invite();
    SignedIn before = accept(second, "a long password");

    assertThat(refusedInvitation(first)).isEqualTo(ProblemCode.UNAUTHENTICATED);
    accept(invite(), "another password");

    assertThat(problem(Identity.AUTHENTICATE, Caller.SYSTEM, token(before)))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void anInvitationRunsOut() {
    String invitation = invite();
    campfire.clock().advance(Duration.ofDays(3).plusSeconds(1));

    assertThat(refusedInvitation(invitation)).isEqualTo(ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void aDisabledAgentIsOutAndStaysOutUntilEnabled() {
    SignedIn signedIn = accept(invite(), "a long password");
    PersonId ada = signedIn.profile().id();

    ask(Administration.CHANGE_AGENT, admin, new ChangeAgent(ada, null, true));

    assertThat(problem(Identity.AUTHENTICATE, Caller.SYSTEM, token(signedIn)))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(problem(Identity.LOG_IN, Caller.SYSTEM, new LogIn(email, "a long password")))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(problem(Administration.INVITE_AGENT, admin, new InviteAgent(email, null, null)))
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(ended()).contains(sessionOf(signedIn));
    ask(Administration.CHANGE_AGENT, admin, new ChangeAgent(ada, null, false));
    assertThat(logIn("a long password")).isNotNull();
  }

  @Test
  void anotherRoleEndsTheSessionsAndTheNextTokenHasIt() {
    SignedIn signedIn = accept(invite(), "a long password");

    ask(
        Administration.CHANGE_AGENT,
        admin,
        new ChangeAgent(signedIn.profile().id(), Role.ADMIN, null));

    assertThat(ended()).contains(sessionOf(signedIn));
    assertThat(logIn("a long password").profile().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void theLastAdminStays() {
    assertThat(problem(Administration.CHANGE_AGENT, admin, new ChangeAgent(admin.id(), null, true)))
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(
            problem(
                Administration.CHANGE_AGENT, admin, new ChangeAgent(admin.id(), Role.AGENT, null)))
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(actions()).doesNotContain("agent.changed");
  }

  @Test
  void anAgentOfAnotherOrganisationIsNotThere() {
    TestOrg other = campfire.org();
    PersonId theirs = other.agent().id();

    assertThat(problem(Administration.CHANGE_AGENT, admin, new ChangeAgent(theirs, null, true)))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(ask(Administration.LIST_AGENTS, admin, new ListAgents()).agents())
        .singleElement()
        .satisfies(agent -> assertThat(agent.id()).isEqualTo(admin.id()));
  }

  @Test
  void anApiKeyIsShownOnceAndEndsWhenItIsRevoked() {
    CreateApiKey.Created created =
        ask(
            Administration.CREATE_API_KEY,
            admin,
            new CreateApiKey("Orders", List.of("messaging.*")));
    var session = ask(Identity.SIGN_IN_SERVICE, Caller.SYSTEM, new SignInService(created.secret()));

    assertThat(campfire.sql("select encode(secret_hash, 'escape') as h from api_keys").toString())
        .doesNotContain(created.secret());
    ask(Administration.REVOKE_API_KEY, admin, new RevokeApiKey(created.key().id()));
    ask(Administration.REVOKE_API_KEY, admin, new RevokeApiKey(created.key().id()));

    assertThat(
            problem(Identity.AUTHENTICATE, Caller.SYSTEM, new Authenticate(session.accessToken())))
        .isEqualTo(ProblemCode.UNAUTHENTICATED);
    assertThat(ended()).contains(created.key().id().value());
    assertThat(actions()).containsOnlyOnce("apiKey.revoked");
    assertThat(
            problem(
                Administration.CREATE_API_KEY,
                admin,
                new CreateApiKey("x", List.of("messaging.send; drop"))))
        .isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  @Test
  void twoSecretsForIdentitiesAreGoodAtOnceAndTheThirdEndsTheFirst() {
    List<String> secrets =
        List.of(1, 2, 3).stream()
            .map(
                i ->
                    ask(Administration.ROTATE_IDENTITY_SECRET, admin, new RotateIdentitySecret())
                        .secret())
            .toList();

    assertThat(secrets.stream().map(this::isGood)).containsExactly(false, true, true);
  }

  private boolean isGood(String secret) {
    String identity =
        Forge.hmac(
            Forge.bytes(secret),
            "{\"alg\":\"HS256\"}",
            "{\"sub\":\"c7\",\"exp\":" + (campfire.clock().instant().getEpochSecond() + 60) + "}");
    try {
      ask(
          Identity.WIDGET_SESSION,
          Caller.SYSTEM,
          new StartWidgetSession(org.widgetKey(), null, identity));
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  @Test
  void anOrganisationIsMadeListedAndSetUp() {
    String key = "shop-" + UUID.randomUUID();
    var created =
        ask(
            Administration.CREATE_ORGANIZATION,
            Caller.SYSTEM,
            new CreateOrganization("Northwood", key, null));

    Caller operator = Caller.operator(created.organization().id());
    var changed =
        ask(
            Administration.CHANGE_ORGANIZATION,
            operator,
            new ChangeOrganization(
                null, new Change<>("Hello"), List.of("https://shop.example.com"), null));
    assertThat(changed.greeting()).isEqualTo("Hello");
    assertThat(changed.allowedOrigins()).containsExactly("https://shop.example.com");
    assertThat(
            ask(Administration.LIST_ORGANIZATIONS, Caller.SYSTEM, new ListOrganizations())
                .organizations())
        .anySatisfy(each -> assertThat(each.widgetKey()).isEqualTo(key));
    assertThat(
            problem(
                Administration.CREATE_ORGANIZATION,
                Caller.SYSTEM,
                new CreateOrganization("Another", key, null)))
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(
            problem(
                Administration.CHANGE_ORGANIZATION,
                operator,
                new ChangeOrganization(null, null, List.of("*"), null)))
        .isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  @Test
  void businessHoursAreKeptOneAfterTheOther() {
    Caller operator = Caller.operator(org.id());
    BusinessHours hours =
        new BusinessHours(
            "Europe/Berlin",
            List.of(
                new BusinessHours.Opening(1, 540, 720), new BusinessHours.Opening(1, 780, 1_440)),
            List.of("2026-12-25"));

    assertThat(set(operator, hours).businessHours()).isEqualTo(hours);
    assertThat(set(operator, null).businessHours()).isNull();

    assertThat(refusedHours(operator, "Europe/Atlantis", hours.week(), hours.holidays()))
        .isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(refusedHours(operator, "UTC", overlapping(), hours.holidays()))
        .isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(refusedHours(operator, "UTC", hours.week(), List.of("25.12.2026")))
        .isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(ask(Administration.ORGANIZATION, operator, new ReadOrganization()).businessHours())
        .isNull();
  }

  private static List<BusinessHours.Opening> overlapping() {
    return List.of(
        new BusinessHours.Opening(5, 540, 721), new BusinessHours.Opening(5, 720, 1_080));
  }

  private static OrganizationSettings set(Caller operator, BusinessHours hours) {
    return ask(
        Administration.CHANGE_ORGANIZATION,
        operator,
        new ChangeOrganization(null, null, null, new Change<>(hours)));
  }

  private static ProblemCode refusedHours(
      Caller operator, String zone, List<BusinessHours.Opening> week, List<String> holidays) {
    return problem(
        Administration.CHANGE_ORGANIZATION,
        operator,
        new ChangeOrganization(
            null, null, null, new Change<>(new BusinessHours(zone, week, holidays))));
  }

  @Test
  void aRotatedKeySignsAndSignsNobodyOut() {
    SignedIn before = accept(invite(), "a long password");

    var rotated = ask(Administration.ROTATE_SIGNING_KEY, Caller.SYSTEM, new RotateSigningKey());
    campfire.clock().advance(KeyRing.FRESH_FOR);
    SignedIn still = logIn("a long password");
    assertThat(ask(Identity.AUTHENTICATE, Caller.SYSTEM, token(before)).caller().id())
        .isEqualTo(before.profile().id());
    SignedIn after = logIn("a long password");

    assertThat(still).isNotNull();
    assertThat(CompactJwt.read(after.accessToken()).header()).containsEntry("kid", rotated.kid());
    assertThat(campfire.sql("select action from installation_log").toString())
        .contains("signingKey.rotated");
  }

  @Test
  void anEpochEndsAndAnotherBegins() {
    var begun = ask(Administration.BEGIN_EPOCH, Caller.SYSTEM, new BeginEpoch());

    assertThat(campfire.sql("select epoch from installation").get(0).get("epoch"))
        .isEqualTo(begun.epoch());
  }

  @Test
  void keysAreSealedOnceTheOperatorNamesASecretAndOpenByItAlone() {
    var database = campfire.database();
    Seal seal = Seal.of("a secret of the operator's, long enough");
    var sealed = new PgSealedKeys(database, Optional.of(seal));
    var plainBefore = await(new PgIdentityStore(database, sealed).keys());
    byte[] stored =
        (byte[]) campfire.sql("select private_key from signing_keys").get(0).get("private_key");

    await(sealed.sealAll());

    assertThat(await(new PgIdentityStore(database, sealed).keys()).get(0).privateKey())
        .isEqualTo(plainBefore.get(0).privateKey());
    assertThat(campfire.sql("select sealed_with from signing_keys"))
        .allSatisfy(row -> assertThat(row).containsEntry("sealed_with", seal.fingerprint()));
    assertThat(
            (byte[]) campfire.sql("select private_key from signing_keys").get(0).get("private_key"))
        .isNotEqualTo(stored);
    for (Optional<Seal> wrong :
        List.of(Optional.<Seal>empty(), Optional.of(Seal.of("x".repeat(40))))) {
      var store = new PgIdentityStore(database, new PgSealedKeys(database, wrong));
      assertThatThrownBy(() -> await(store.keys())).hasMessageContaining("keySecretFile");
    }
    // The node of the other tests has no secret: back to what it knows.
    campfire.sql("delete from signing_keys");
    for (SigningKey key : plainBefore) {
      await(
          new PgIdentityStore(database, new PgSealedKeys(database, Optional.empty())).addKey(key));
    }
  }

  @Test
  void nobodyChangesTheAuditLog() {
    invite();

    for (String statement : List.of("update audit_log set action = 'x'", "delete from audit_log")) {
      assertThatThrownBy(
              () ->
                  await(
                      campfire
                          .database()
                          .inOrg(org.id(), statement, io.vertx.sqlclient.Tuple.tuple(), r -> r)))
          .hasMessageContaining("permission denied");
    }
    for (int i = 0; i < 3; i++) {
      invite();
    }
    ReadAudit.Page page = ask(Administration.AUDIT, admin, new ReadAudit(null, 3));
    assertThat(page.items()).hasSize(3);
    assertThat(page.next()).isNotNull();
    assertThat(ask(Administration.AUDIT, admin, new ReadAudit(page.next(), 3)).items())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actorId()).isEqualTo(admin.id().value());
              assertThat(entry.detail()).doesNotContain(email);
            });
  }

  @Test
  void aRefusedSignInIsWrittenDownWhereTheAccountIs() {
    accept(invite(), "a long password");

    problem(Identity.LOG_IN, Caller.SYSTEM, new LogIn(email, "a wrong password"));

    Awaitility.await().untilAsserted(() -> assertThat(actions()).contains("signIn.refused"));
  }

  private String invite() {
    return ask(Administration.INVITE_AGENT, admin, new InviteAgent(email, "Ada", null))
        .invitation();
  }

  private SignedIn accept(String invitation, String password) {
    return ask(
        Identity.ACCEPT_INVITATION, Caller.SYSTEM, new AcceptInvitation(invitation, password));
  }

  private ProblemCode refusedInvitation(String invitation) {
    return problem(
        Identity.ACCEPT_INVITATION,
        Caller.SYSTEM,
        new AcceptInvitation(invitation, "yet another password"));
  }

  private SignedIn logIn(String password) {
    return ask(Identity.LOG_IN, Caller.SYSTEM, new LogIn(email, password));
  }

  private static Authenticate token(SignedIn signedIn) {
    return new Authenticate(signedIn.accessToken());
  }

  private static UUID sessionOf(SignedIn signedIn) {
    return RefreshToken.read(signedIn.refreshToken()).orElseThrow().session().value();
  }

  private List<UUID> ended() {
    return ask(Identity.REVOCATIONS, Caller.SYSTEM, new ReadRevocations(60_000)).items().stream()
        .filter(each -> each.session() != null)
        .map(each -> each.session().value())
        .toList();
  }

  private List<String> actions() {
    return ask(Administration.AUDIT, admin, new ReadAudit(null, 200)).items().stream()
        .map(ReadAudit.Entry::action)
        .toList();
  }

  private static <Q extends Record, R extends Record> R ask(
      Command<Q, R> command, Caller caller, Q request) {
    return await(campfire.bus().request(command, caller, request));
  }

  private static <Q extends Record, R extends Record> ProblemCode problem(
      Command<Q, R> command, Caller caller, Q request) {
    Throwable failure = catchThrowable(() -> ask(command, caller, request));
    assertThat(failure).isInstanceOf(ProblemException.class);
    return ((ProblemException) failure).code();
  }
}

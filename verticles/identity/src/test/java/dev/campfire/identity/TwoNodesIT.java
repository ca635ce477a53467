package dev.campfire.identity;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.identity.Authenticate;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.LogOut;
import dev.campfire.contract.identity.RefreshSession;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.spi.Database;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes of one installation; each asks its own identity verticle. */
class TwoNodesIT {

  private static final String HASH = new PasswordHash(19 * 1024, 2, 1).of("campfire");

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2).module(new IdentityModule()).build();

  @Test
  void eachNodeVerifiesTheOthersTokens() {
    TestOrg org = campfire.org();

    for (int node = 0; node < 2; node++) {
      var session =
          await(
              campfire
                  .bus(node)
                  .request(
                      Identity.WIDGET_SESSION,
                      Caller.SYSTEM,
                      new StartWidgetSession(org.widgetKey(), null)));
      assertThat(authenticate(1 - node, session.accessToken()).caller().id())
          .isEqualTo(session.contact().id());
    }
  }

  @Test
  void aSessionOfOneNodeIsRenewedAndEndedOnTheOther() {
    SignedIn first = logIn(0);
    authenticate(0, first.accessToken());
    SignedIn second =
        await(
            campfire
                .bus(1)
                .request(
                    Identity.REFRESH, Caller.SYSTEM, new RefreshSession(first.refreshToken())));

    await(
        campfire
            .bus(1)
            .request(Identity.LOG_OUT, Caller.SYSTEM, new LogOut(second.refreshToken())));
    campfire.clock().advance(SessionChecks.FRESH_FOR);

    for (int node = 0; node < 2; node++) {
      int at = node;
      assertThatThrownBy(() -> authenticate(at, first.accessToken()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.code()).isEqualTo(ProblemCode.UNAUTHENTICATED));
    }
  }

  @Test
  void aKeyThatOneNodeMadeIsFoundByTheOther() {
    var store = store(campfire.database(0));
    await(store.addKey(SigningKey.generate("rotated")));
    var ring = new KeyRing(campfire.vertx(0), store, Clock.systemUTC());
    await(ring.open());
    TestOrg org = campfire.org();
    String token =
        new AccessTokens(ring, campfire.clock(), UUID::randomUUID, java.time.Duration.ofMinutes(15))
            .issue(org.contact())
            .text();
    assertThat(CompactJwt.read(token).header()).containsEntry("kid", "rotated");
    campfire.clock().advance(KeyRing.REREAD_AFTER);

    assertThat(authenticate(0, token).caller().org()).isEqualTo(org.id());
    assertThat(authenticate(1, token).caller().org()).isEqualTo(org.id());
  }

  private static PgIdentityStore store(Database database) {
    return new PgIdentityStore(database, new PgSealedKeys(database, Optional.empty()));
  }

  @Test
  void nodesThatStartAtOnceAgreeOnTheFirstKey() {
    var retired = campfire.sql("select kid, private_key, public_key from signing_keys");
    campfire.sql("delete from signing_keys");
    var one = store(campfire.database(0));
    var other = store(campfire.database(1));

    await(
        Future.all(
            one.addKey(SigningKey.generate(KeyRing.FIRST_KEY)),
            other.addKey(SigningKey.generate(KeyRing.FIRST_KEY))));

    assertThat(await(one.keys()).get(0).publicKey())
        .isEqualTo(await(other.keys()).get(0).publicKey());
    assertThat(await(one.keys())).hasSize(1);
    campfire.sql("delete from signing_keys");
    for (Map<String, Object> key : retired) {
      campfire.sql(
          "insert into signing_keys (kid, private_key, public_key) values (?, ?, ?)",
          key.get("kid"),
          key.get("private_key"),
          key.get("public_key"));
    }
  }

  private static Authenticated authenticate(int node, String token) {
    return await(
        campfire.bus(node).request(Identity.AUTHENTICATE, Caller.SYSTEM, new Authenticate(token)));
  }

  private static SignedIn logIn(int node) {
    Caller agent = campfire.org().agent("Grace Hopper");
    String email = UUID.randomUUID() + "@demo.test";
    campfire.sql(
        "update profiles set email = ?, password_hash = ? where user_id = ?",
        email,
        HASH,
        agent.id().value());
    return await(
        campfire.bus(node).request(Identity.LOG_IN, Caller.SYSTEM, new LogIn(email, "campfire")));
  }
}

package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.House;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract section 3, rules 1 and 2. */
class SignInIT {
  @RegisterExtension static final House house = new House();

  @AfterEach
  void openTheGate() {
    Promise<Void> gate = house.identity.gate;
    house.identity.gate = null;
    house.identity.isDown = false;
    if (gate != null) {
      gate.tryComplete();
    }
  }

  private static JsonObject token(Session session) {
    return new JsonObject().put("token", session.token());
  }

  @Test
  void aTokenIsAnsweredWithWhoItIsAndHowToBehave() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket();

    JsonObject opened = socket.signIn(agent.token());

    assertThat(opened)
        .isEqualTo(
            new JsonObject()
                .put(
                    "caller",
                    new JsonObject()
                        .put("id", agent.caller().id().toString())
                        .put("org", agent.org().toString())
                        .put("role", "agent")
                        .put("name", "Ada Lovelace"))
                .put("expiresAt", opened.getString("expiresAt"))
                .put("contract", "1.0")
                .put("epoch", FakeIdentity.EPOCH.toString())
                .put("heartbeatMs", 25_000)
                .put(
                    "typing",
                    new JsonObject()
                        .put("repeatMs", 2_000)
                        .put("stopMs", 1_000)
                        .put("expireMs", 4_000)));
    assertThat(opened.getString("expiresAt"))
        .isEqualTo(house.clock.instant().plus(Duration.ofMinutes(15)).toString());
    socket.close();
  }

  @Test
  void framesBehindASignInWaitForItsAnswerInOrder() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket();
    house.identity.gate = Promise.promise();

    String signIn = socket.ask("session.auth", token(agent));
    String list = socket.ask("messaging.list", new JsonObject());
    socket.raw("{\"type\":\"ping\"}");
    Client other = house.socket();
    other.roundTrip();
    assertThat(socket.frames()).isEmpty();
    house.identity.gate.complete();

    assertThat(socket.answer(list).getString("type")).isEqualTo("rec");
    assertThat(socket.frames().get(0).getString("address")).isEqualTo(signIn);
    socket.close();
    other.close();
  }

  @Test
  void aTokenOfNobodyIsUnauthenticatedAndTheSocketMayTryAgain() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket();

    JsonObject refused = socket.request("session.auth", new JsonObject().put("token", "x"));

    assertThat(refused.getInteger("failureCode")).isEqualTo(401);
    assertThat(code(refused)).isEqualTo("unauthenticated");
    socket.signIn(agent.token());
    socket.close();
  }

  @Test
  void aSocketThatDoesNotSignInIsClosedAfterTenSeconds() {
    Client socket = house.socket();
    socket.roundTrip();

    house.clock.advance(Duration.ofSeconds(9));
    socket.roundTrip();
    assertThat(socket.isClosed()).isFalse();
    house.clock.advance(Duration.ofSeconds(1));

    assertThat(socket.closeCode()).isEqualTo(4401);
  }

  @Test
  void aTokenThatRunsOutClosesTheSocketAndARenewedOneDoesNot() {
    Session short1 = house.identity.agent(house.identity.org());
    Client forgetful = house.socket(short1.token());
    Client careful = house.socket(short1.token());

    for (int minute = 0; minute < 14; minute++) {
      house.clock.advance(Duration.ofMinutes(1));
      forgetful.roundTrip();
      careful.roundTrip();
    }
    careful.signIn(house.identity.renewed(short1, Duration.ofMinutes(15)).token());
    house.clock.advance(Duration.ofMinutes(1));

    assertThat(forgetful.closeCode()).isEqualTo(4401);
    careful.roundTrip();
    assertThat(careful.isClosed()).isFalse();
    careful.close();
  }

  @Test
  void anotherCallersTokenIsAConflictAndChangesNothing() {
    Session ada = house.identity.agent(house.identity.org());
    Session grace = house.identity.agent(ada.org());
    Client socket = house.socket(ada.token());

    JsonObject refused = socket.request("session.auth", token(grace));

    assertThat(code(refused)).isEqualTo("conflict");
    JsonObject own = socket.register("org:" + ada.org() + ":user:" + ada.caller().id());
    assertThat(own.getString("type")).isEqualTo("rec");
    JsonObject others = socket.register("org:" + ada.org() + ":user:" + grace.caller().id());
    assertThat(code(others)).isEqualTo("not_found");
    socket.close();
  }

  @Test
  void aSessionThatIsEndedIsFoundOutWithoutAnybodySayingSo() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket(agent.token());

    house.identity.end(agent);
    house.clock.advance(Duration.ofSeconds(4));

    assertThat(socket.closeCode()).isEqualTo(4401);
  }

  @Test
  void withoutIdentityWhoeverIsSignedInStays() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket(agent.token());
    int before = house.identity.questions.get();

    house.identity.isDown = true;
    house.clock.advance(Duration.ofSeconds(4));
    await().until(() -> house.identity.questions.get() > before);

    socket.roundTrip();
    assertThat(socket.isClosed()).isFalse();
    assertThat(socket.request("messaging.list", new JsonObject()).getString("type"))
        .isEqualTo("rec");
    socket.close();
  }

  @Test
  void aClientThatNoLongerPingsIsClosed() {
    Session contact = house.identity.contact(house.identity.org());
    Client silent = house.socket(contact.token());
    Client lively = house.socket(contact.token());

    for (int i = 0; i < 3; i++) {
      house.clock.advance(Duration.ofSeconds(25));
      lively.roundTrip();
    }

    assertThat(silent.closeCode()).isEqualTo(1001);
    assertThat(lively.isClosed()).isFalse();
    lively.close();
  }

  @Test
  void aContactHasTenSocketsAndAnAgentAsManyAsTheyLike() {
    Session contact = house.identity.contact(house.identity.org());
    Session agent = house.identity.agent(house.identity.org());
    var sockets =
        java.util.stream.IntStream.range(0, 10)
            .mapToObj(i -> house.socket(contact.token()))
            .toList();
    Client eleventh = house.socket();

    assertThat(code(eleventh.request("session.auth", token(contact)))).isEqualTo("rate_limited");

    sockets.get(0).close();
    await()
        .untilAsserted(
            () ->
                assertThat(eleventh.request("session.auth", token(contact)).getString("type"))
                    .isEqualTo("rec"));
    var agents =
        java.util.stream.IntStream.range(0, 12).mapToObj(i -> house.socket(agent.token())).toList();
    agents.forEach(Client::close);
    sockets.subList(1, 10).forEach(Client::close);
    eleventh.close();
  }
}

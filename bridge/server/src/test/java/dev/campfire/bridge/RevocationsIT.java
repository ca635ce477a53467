package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.House;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.ReadRevocations.Revocation;
import dev.campfire.contract.identity.SessionEvent;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has ended anywhere ends here too, whether anybody says so or not. */
class RevocationsIT {
  @RegisterExtension static final House house = new House();

  private static final AtomicLong numbers = new AtomicLong();

  private static void end(Session session) {
    house.identity.revocations.add(
        new Revocation(session.org(), numbers.incrementAndGet(), session.caller().session(), null));
  }

  @Test
  void aSessionThatEndedIsFoundByAskingAndItsTokenIsGoodNoMore() {
    OrgId org = house.identity.org();
    Session agent = house.identity.agent(org);
    Client socket = house.socket(agent.token());
    Client other = house.socket(house.identity.agent(org).token());

    // Nothing is announced, and this identity still believes the token.
    end(agent);

    assertThat(socket.closeCode()).isEqualTo(4401);
    Client again = house.socket();
    JsonObject refused =
        again.request("session.auth", new JsonObject().put("token", agent.token()));
    assertThat(code(refused)).isEqualTo("unauthenticated");
    assertThat(house.get("/api/v1/conversations", agent.token()).status()).isEqualTo(401);
    other.roundTrip();
    assertThat(other.isClosed()).isFalse();
    other.close();
    again.close();
  }

  @Test
  void everySessionOfAPersonWhoEndedIsClosed() {
    Session contact = house.identity.contact(house.identity.org());
    Session elsewhere = house.identity.renewed(contact, java.time.Duration.ofMinutes(15));
    Client one = house.socket(contact.token());
    Client other = house.socket(elsewhere.token());

    house.identity.revocations.add(
        new Revocation(contact.org(), numbers.incrementAndGet(), null, contact.caller().id()));

    assertThat(one.closeCode()).isEqualTo(4401);
    assertThat(other.closeCode()).isEqualTo(4401);
  }

  @Test
  void aPersonOfTheSameIdInAnotherOrganisationGoesOn() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());
    Session agent = house.identity.agent(contact.org());
    Client signal = house.socket(agent.token());

    house.identity.revocations.add(
        new Revocation(
            house.identity.org(), numbers.incrementAndGet(), null, contact.caller().id()));
    end(agent);

    assertThat(signal.closeCode()).isEqualTo(4401);
    socket.roundTrip();
    assertThat(socket.isClosed()).isFalse();
    socket.close();
  }

  @Test
  void anAnnouncementWithoutASessionEndsAllOfThem() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());

    house
        .node()
        .bus()
        .publish(
            Identity.USER.at(contact.org(), contact.caller().id()),
            new SessionEvent.Revoked(null, house.clock.instant()));

    assertThat(socket.closeCode()).isEqualTo(4401);
  }

  @Test
  void anIntegrationDoesWhatItsScopesNameAndNothingElse() {
    Session service = house.identity.service(house.identity.org(), List.of("messaging.list"));
    Client socket = house.socket(service.token());

    assertThat(socket.request("messaging.list", new JsonObject()).getString("type"))
        .isEqualTo("rec");
    assertThat(code(socket.request("messaging.get", new JsonObject()))).isEqualTo("forbidden");
    assertThat(code(socket.register("org:" + service.org() + ":inbox"))).isEqualTo("forbidden");
    assertThat(house.get("/api/v1/conversations", service.token()).status()).isEqualTo(200);
    assertThat(house.post("/api/v1/conversations", service.token(), "{}").json().getString("code"))
        .isEqualTo("forbidden");
    socket.close();
  }

  @Test
  void aFamilyOfScopesReachesAllOfIt() {
    Session service = house.identity.service(house.identity.org(), List.of("messaging.*", "feeds"));
    Client socket = house.socket(service.token());

    assertThat(socket.request("messaging.list", new JsonObject()).getString("type"))
        .isEqualTo("rec");
    assertThat(socket.register("org:" + service.org() + ":inbox").getString("type"))
        .isEqualTo("rec");
    socket.close();
  }

  @Test
  void anApiKeyIsChangedForATokenByHttp() {
    var answer = house.post("/api/v1/auth/token", null, "{\"apiKey\":\"key\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("profile").getString("role")).isEqualTo("service");
    assertThat(house.get("/api/v1/conversations", answer.json().getString("accessToken")).status())
        .isEqualTo(200);
    assertThat(
            house
                .post("/api/v1/auth/token", null, "{\"apiKey\":\"other\"}")
                .json()
                .getString("code"))
        .isEqualTo("unauthenticated");
  }

  @Test
  void whoAsksForAnotherOrganisationsFeedIsWrittenDownOnce() {
    Session agent = house.identity.agent(house.identity.org());
    OrgId other = house.identity.org();
    Client socket = house.socket(agent.token());

    for (int i = 0; i < 3; i++) {
      socket.send(
          new JsonObject().put("type", "register").put("address", "org:" + other + ":inbox"));
      socket.roundTrip();
    }
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(house.identity.refusals)
                    .containsOnlyOnce(agent.caller().id() + " feed"));
    socket.close();
  }
}

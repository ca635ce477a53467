package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.FakeMessaging.Stored;
import dev.campfire.bridge.house.House;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestsIT {
  @RegisterExtension
  static final House house = new House().configure("bridge.limits.requestsInFlight", 20);

  @AfterEach
  void openTheGates() {
    house.messaging.sendFailure = null;
    if (house.messaging.getGate != null) {
      house.messaging.getGate.tryComplete();
      house.messaging.getGate = null;
    }
  }

  private static JsonObject message(Stored stored, String content) {
    return new JsonObject()
        .put("conversationId", stored.id().toString())
        .put("clientMessageId", UUID.randomUUID().toString())
        .put("content", content);
  }

  @Test
  void aReplyComesBackAsTheCommandAnsweredIt() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());

    JsonObject reply =
        socket.request("messaging.send", message(stored, "grüße 👩‍👩‍👧‍👦 \" \\ \u2028"));

    assertThat(reply.fieldNames()).containsExactlyInAnyOrder("type", "address", "body");
    assertThat(reply.getJsonObject("body").getBoolean("duplicate")).isFalse();
    assertThat(reply.getJsonObject("body").getJsonObject("message").getString("content"))
        .isEqualTo("grüße 👩‍👩‍👧‍👦 \" \\ \u2028");
    socket.close();
  }

  @Test
  void aNumberThatIsTooLargeStaysANumberAndBecomesNoText() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());

    socket.raw(
        "{\"type\":\"send\",\"address\":\"messaging.send\",\"replyAddress\":\"r\",\"body\":"
            + message(stored, "§").encode().replace("\"§\"", "1e400")
            + "}");

    assertThat(code(socket.answer("r"))).isEqualTo("invalid_request");
    socket.close();
  }

  @Test
  void messagesOfOneSocketToOneConversationKeepTheirOrder() {
    Session agent = house.identity.agent(house.identity.org());
    Stored slow = house.messaging.conversation(house.identity.contact(agent.org()));
    Stored quick = house.messaging.conversation(house.identity.contact(agent.org()));
    Client socket = house.socket(agent.token());
    Promise<Void> gate = Promise.promise();
    house.messaging.sendGate = gate;
    house.messaging.arrived.clear();

    String first = socket.ask("messaging.send", message(slow, "first"));
    String second = socket.ask("messaging.send", message(slow, "second"));
    JsonObject elsewhere = socket.request("messaging.send", message(quick, "elsewhere"));

    assertThat(elsewhere.getString("type")).isEqualTo("rec");
    assertThat(house.messaging.arrived).containsExactly("first", "elsewhere");
    gate.complete();
    assertThat(seq(socket.answer(first))).isEqualTo(1);
    assertThat(seq(socket.answer(second))).isEqualTo(2);
    socket.close();
  }

  private static int seq(JsonObject reply) {
    return reply.getJsonObject("body").getJsonObject("message").getInteger("seq");
  }

  @Test
  void aMessageBehindOneThatFailsIsSent() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    Client socket = house.socket(agent.token());

    String tooLong = socket.ask("messaging.send", message(stored, "x".repeat(8_001)));
    String fine = socket.ask("messaging.send", message(stored, "fine"));

    assertThat(code(socket.answer(tooLong))).isEqualTo("too_large");
    assertThat(seq(socket.answer(fine))).isEqualTo(1);
    socket.close();
  }

  @Test
  void aMessageThatHasWaitedForTooLongIsUnavailableAndIsNotSent() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    Client socket = house.socket(agent.token());
    Promise<Void> gate = Promise.promise();
    house.messaging.sendGate = gate;
    house.messaging.arrived.clear();
    socket.ask("messaging.send", message(stored, "first"));
    String second = socket.ask("messaging.send", message(stored, "second"));
    socket.roundTrip();

    house.clock.advance(Duration.ofSeconds(4));
    gate.complete();

    assertThat(code(socket.answer(second))).isEqualTo("unavailable");
    assertThat(house.messaging.arrived).containsExactly("first");
    socket.close();
  }

  @Test
  void aSendWithoutAReplyAddressSaysOnlyWhatWentWrong() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    JsonObject frame = new JsonObject().put("type", "send").put("address", "messaging.send");

    socket.send(frame.copy().put("body", message(stored, "quiet")));
    socket.request("messaging.send", message(stored, "loud"));
    assertThat(socket.frames("messaging.send")).isEmpty();
    assertThat(stored.changeSeq()).isEqualTo(3);

    socket.send(frame.copy().put("body", message(stored, " ")));
    JsonObject refused =
        socket.awaitFrame(any -> "messaging.send".equals(any.getString("address")));
    assertThat(refused.fieldNames())
        .containsExactlyInAnyOrder("type", "address", "failureCode", "message");
    assertThat(code(refused)).isEqualTo("invalid_request");
    socket.close();
  }

  @Test
  void whatFailsUnexpectedlyTellsNothing() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    house.messaging.sendFailure = new IllegalStateException("secret");

    JsonObject failed = socket.request("messaging.send", message(stored, "x"));

    assertThat(failed.getInteger("failureCode")).isEqualTo(500);
    assertThat(code(failed)).isEqualTo("internal");
    assertThat(failed.encode()).doesNotContain("secret");
    socket.close();
  }

  @Test
  void soManyRequestsOfASocketMayWaitAndNoMore() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    Client socket = house.socket(agent.token());
    house.messaging.getGate = Promise.promise();
    JsonObject get = new JsonObject().put("conversationId", stored.id().toString());

    List<String> waiting = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> waiting.add(socket.ask("messaging.get", get)));
    JsonObject refused = socket.request("messaging.get", get);

    assertThat(code(refused)).isEqualTo("rate_limited");
    assertThat(waiting).allSatisfy(reply -> assertThat(socket.frames(reply)).isEmpty());
    house.messaging.getGate.complete();
    assertThat(waiting)
        .allSatisfy(reply -> assertThat(socket.answer(reply).getString("type")).isEqualTo("rec"));
    assertThat(socket.request("messaging.get", get).getString("type")).isEqualTo("rec");
    socket.close();
  }

  @Test
  void aContactSendsTenMessagesAtOnceAndFiveASecond() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client one = house.socket(contact.token());
    Client other = house.socket(contact.token());

    for (int i = 0; i < 10; i++) {
      Client socket = i % 2 == 0 ? one : other;
      assertThat(socket.request("messaging.send", message(stored, "m")).getString("type"))
          .isEqualTo("rec");
    }
    JsonObject refused = other.request("messaging.send", message(stored, "m"));

    assertThat(code(refused)).isEqualTo("rate_limited");
    assertThat(new JsonObject(refused.getString("message")).getLong("retryAfterMs")).isEqualTo(200);
    assertThat(one.request("messaging.list", new JsonObject()).getString("type"))
        .as("other requests have a budget of their own")
        .isEqualTo("rec");
    house.clock.advance(Duration.ofMillis(200));
    assertThat(one.request("messaging.send", message(stored, "m")).getString("type"))
        .isEqualTo("rec");
    one.close();
    other.close();
  }

  /** The bus tries twice, and without an id each try would open one. */
  @Test
  void aConversationOpenedWithoutAnIdGetsOneFromTheBridge() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());
    String named = UUID.randomUUID().toString();

    for (String body : List.of("{}", "{ }", "{\"subject\":\"a } b\"}")) {
      socket.raw(
          "{\"type\":\"send\",\"address\":\"messaging.open\",\"replyAddress\":\"r\",\"body\":"
              + body
              + "}");
      String id = socket.answer("r").getJsonObject("body").getString("id");
      assertThat(house.messaging.arrived).contains("open " + id);
    }
    JsonObject reply = socket.request("messaging.open", new JsonObject().put("id", named));
    assertThat(reply.getJsonObject("body").getString("id")).isEqualTo(named);
    socket.close();
  }

  @Test
  void aConversationOpenedWithAMessageCountsAsOne() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());
    JsonObject open =
        new JsonObject()
            .put(
                "message",
                new JsonObject()
                    .put("clientMessageId", UUID.randomUUID().toString())
                    .put("content", "hello"));

    for (int i = 0; i < 10; i++) {
      assertThat(socket.request("messaging.open", open).getString("type")).isEqualTo("rec");
    }

    assertThat(code(socket.request("messaging.open", open))).isEqualTo("rate_limited");
    assertThat(socket.request("messaging.open", new JsonObject()).getString("type"))
        .isEqualTo("rec");
    socket.close();
  }

  @Test
  void anAnswerToASocketThatIsGoneHurtsNobody() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    Client socket = house.socket(agent.token());
    Client other = house.socket(agent.token());
    Promise<Void> gate = Promise.promise();
    house.messaging.sendGate = gate;
    house.messaging.arrived.clear();
    socket.ask("messaging.send", message(stored, "last words"));
    await().until(() -> house.messaging.arrived.contains("last words"));

    socket.close();
    gate.complete();

    other.roundTrip();
    assertThat(other.request("messaging.send", message(stored, "next")).getString("type"))
        .isEqualTo("rec");
    other.close();
  }
}

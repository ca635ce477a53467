package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.FakeMessaging.Stored;
import dev.campfire.bridge.house.House;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract section 3, rules 6 and 7, and what a socket may carry at all. */
class SocketLimitsIT {
  @RegisterExtension
  static final House house = new House().configure("bridge.limits.socketsNotSignedIn", 5);

  @Test
  void over300RefusedFramesInTenSecondsCloseTheSocket() {
    Client socket = house.socket();

    IntStream.range(0, 150).forEach(i -> socket.raw("no frame"));
    IntStream.range(0, 150)
        .forEach(i -> socket.raw("{\"type\":\"publish\",\"address\":\"nowhere\"}"));
    socket.roundTrip();
    assertThat(socket.isClosed()).isFalse();
    socket.raw("one too many");

    assertThat(socket.closeCode()).isEqualTo(4429);
  }

  @Test
  void refusedFramesAreForgottenAfterTenSeconds() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());

    for (int round = 0; round < 3; round++) {
      IntStream.range(0, 300).forEach(i -> socket.raw("no frame"));
      socket.roundTrip();
      house.clock.advance(Duration.ofSeconds(11));
    }

    socket.roundTrip();
    assertThat(socket.isClosed()).isFalse();
    socket.close();
  }

  @Test
  void aFloodOfPingsIsARefusedFrameEach() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());

    IntStream.range(0, 501).forEach(i -> socket.raw("{\"type\":\"ping\"}"));

    assertThat(socket.closeCode()).isEqualTo(4429);
    assertThat(socket.frames().stream().filter(f -> "pong".equals(f.getString("type"))).count())
        .isEqualTo(200);
  }

  @Test
  void aClientThatDoesNotReadIsClosedAndOthersGoOn() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    Client slow = house.narrowSocket(agent.token());
    Client quick = house.socket(agent.token());
    slow.register(stored.feed());
    quick.register(stored.feed());
    double before = closes("4408");
    slow.socket().pause();

    String content = "x".repeat(8_000);
    IntStream.range(0, 1_000)
        .forEach(
            i -> {
              house.messaging.say(stored, content);
              if (i % 20 == 0) {
                quick.roundTrip();
                house.clock.advance(Duration.ofMillis(50));
              }
            });

    await().until(() -> closes("4408") > before);
    slow.socket().resume();
    assertThat(slow.closeCode()).isIn(4408, 1006);
    await().until(() -> quick.frames(stored.feed()).size() == 1_001);
    assertThat(quick.isClosed()).isFalse();
    quick.close();
  }

  @Test
  void aClientThatNeverReadsAgainIsCutOff() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    Client slow = house.narrowSocket(agent.token());
    slow.register(stored.feed());
    double open = openSockets();
    slow.socket().pause();

    String content = "x".repeat(8_000);
    IntStream.range(0, 1_500).forEach(i -> house.messaging.say(stored, content));

    await().until(() -> openSockets() == open - 1);
    slow.socket().resume();
    slow.closeCode();
  }

  @Test
  void aClientThatIsBehindForTenSecondsIsClosed() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    String content = "x".repeat(8_000);
    IntStream.range(0, 200).forEach(i -> house.messaging.say(stored, content));
    Client slow = house.narrowSocket(agent.token());
    double before = closes("4408");
    slow.socket().pause();

    // Replies may pile up further than events; these stay below that.
    JsonObject history = new JsonObject().put("conversationId", stored.id().toString());
    IntStream.range(0, 5).forEach(i -> slow.ask("messaging.history", history));
    for (int second = 0; second < 9; second++) {
      house.clock.advance(Duration.ofSeconds(1));
      Client other = house.socket();
      other.roundTrip();
      other.close();
    }
    assertThat(closes("4408")).isEqualTo(before);
    await()
        .until(
            () -> {
              house.clock.advance(Duration.ofMillis(500));
              return closes("4408") > before;
            });

    await().until(() -> closes("4408") == before + 1);
    slow.socket().resume();
    assertThat(slow.closeCode()).isIn(4408, 1006);
  }

  private static double closes(String code) {
    return house.meters.counter("campfire.bridge.closes", "code", code).count();
  }

  private static double openSockets() {
    return house.meters.get("campfire.bridge.sockets").gauge().value();
  }

  @Test
  void aFrameOfOver64KibEndsTheConnection() {
    Session contact = house.identity.contact(house.identity.org());
    Client fits = house.socket(contact.token());
    Client tooLarge = house.socket(contact.token());

    fits.raw(padded(64 * 1_024));
    tooLarge.raw(padded(64 * 1_024 + 1));

    tooLarge.closeCode();
    await().until(() -> !fits.frames().isEmpty());
    fits.roundTrip();
    assertThat(fits.isClosed()).isFalse();
    fits.close();
  }

  private static String padded(int bytes) {
    String start = "{\"type\":\"ping\",\"x\":\"";
    return start + "x".repeat(bytes - start.length() - 2) + "\"}";
  }

  @Test
  void aMessageInFragmentsOfOver64KibEndsTheConnection() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());
    String half = padded(66_000);

    socket.socket().writeFrame(WebSocketFrame.textFrame(half.substring(0, 40_000), false));
    socket
        .socket()
        .writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(half.substring(40_000)), true));

    assertThat(socket.closeCode()).isEqualTo(1009);
  }

  @Test
  void aMessageInFragmentsWithinItIsOneFrame() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());

    socket.socket().writeFrame(WebSocketFrame.textFrame("{\"type\":", false));
    socket.socket().writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("\"ping\"}"), true));

    socket.awaitFrame(frame -> "pong".equals(frame.getString("type")));
    socket.close();
  }

  @Test
  void binaryFramesAreReadAsTextFramesAre() {
    Client socket = house.socket();

    socket.rawBytes(Buffer.buffer("{\"type\":\"ping\"}"));

    socket.awaitFrame(frame -> "pong".equals(frame.getString("type")));
    socket.close();
  }

  @Test
  void anAddressHasSoManySocketsThatHaveNotSignedIn() {
    Session agent = house.identity.agent(house.identity.org());
    var waiting = IntStream.range(0, 5).mapToObj(i -> house.socket()).toList();

    assertThatThrownBy(house::socket)
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            refused -> {
              assertThat(refused.getStatus()).isEqualTo(429);
              assertThat(refused.getHeaders().get("retry-after")).isEqualTo("1");
              assertThat(refused.getBody().toJsonObject().getString("code"))
                  .isEqualTo("rate_limited");
            });

    waiting.get(0).signIn(agent.token());
    Client next = house.socket();
    waiting.forEach(Client::close);
    await().untilAsserted(() -> house.socket().close());
    next.close();
  }

  @Test
  void whoAsksForManyThingsAtOnceWaitsAndOthersDoNot() {
    Session agent = house.identity.agent(house.identity.org());
    Client greedy = house.socket(agent.token());
    Client other = house.socket(house.identity.agent(agent.org()).token());
    Promise<Void> gate = Promise.promise();
    house.messaging.listGate = gate;
    int before = house.messaging.arrived.size();

    List<String> asked =
        IntStream.range(0, 20)
            .mapToObj(i -> greedy.ask("messaging.list", new JsonObject()))
            .toList();
    greedy.roundTrip();
    await().until(() -> house.messaging.arrived.size() == before + 4);
    String others = other.ask("messaging.list", new JsonObject());
    await().until(() -> house.messaging.arrived.size() == before + 5);
    house.messaging.listGate = null;
    gate.complete();

    assertThat(other.answer(others).getString("type")).isEqualTo("rec");
    asked.forEach(address -> assertThat(greedy.answer(address).getString("type")).isEqualTo("rec"));
    assertThat(house.messaging.arrived).hasSize(before + 21);
    greedy.close();
    other.close();
  }

  @Test
  void whatIsLeftOfASocketThatIsGoneIsNotAskedAnyMore() {
    Session agent = house.identity.agent(house.identity.org());
    Client greedy = house.socket(agent.token());
    Promise<Void> gate = Promise.promise();
    house.messaging.listGate = gate;
    int before = house.messaging.arrived.size();
    double open = openSockets();

    IntStream.range(0, 20).forEach(i -> greedy.ask("messaging.list", new JsonObject()));
    greedy.roundTrip();
    await().until(() -> house.messaging.arrived.size() == before + 4);
    greedy.close();
    await().until(() -> openSockets() == open - 1);
    house.messaging.listGate = null;
    gate.complete();

    Client other = house.socket(house.identity.agent(agent.org()).token());
    other.request("messaging.list", new JsonObject());
    assertThat(house.messaging.arrived).hasSize(before + 5);
    other.close();
  }

  @Test
  void requestsOfOneCallerHaveABudget() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket(agent.token());

    IntStream.range(0, 200).forEach(i -> socket.ask("messaging.list", new JsonObject()));
    JsonObject refused = socket.request("messaging.list", new JsonObject());

    assertThat(code(refused)).isEqualTo("rate_limited");
    JsonObject feed = socket.register("org:" + agent.org() + ":conv:" + UUID.randomUUID());
    assertThat(code(feed)).isEqualTo("rate_limited");
    house.clock.advance(Duration.ofMillis(20));
    assertThat(socket.request("messaging.list", new JsonObject()).getString("type"))
        .isEqualTo("rec");
    socket.close();
  }
}

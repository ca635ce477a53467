package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.FakeMessaging.Stored;
import dev.campfire.bridge.house.House;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.SessionEvent;
import dev.campfire.contract.presence.Presence;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract section 3, rule 4, and promise 4. */
class FeedsIT {
  @RegisterExtension
  static final House house = new House().configure("bridge.limits.contactFeeds", 3);

  @AfterEach
  void openTheGate() {
    house.messaging.isSilent = false;
    house.messaging.headsAreDown = false;
    if (house.messaging.getGate != null) {
      house.messaging.getGate.tryComplete();
      house.messaging.getGate = null;
    }
  }

  private static List<String> types(Client socket, String feed) {
    return socket.frames(feed).stream()
        .map(frame -> frame.getJsonObject("body").getString("type"))
        .toList();
  }

  private static void register(Client socket, String feed) {
    socket.send(new JsonObject().put("type", "register").put("address", feed));
  }

  private static void unregister(Client socket, String feed) {
    socket.send(new JsonObject().put("type", "unregister").put("address", feed));
  }

  @Test
  void joiningAConversationSaysHowFarItHasCome() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    house.messaging.say(stored, "before");
    Client socket = house.socket(contact.token());

    JsonObject joined = socket.register(stored.feed());

    assertThat(joined.getString("type")).isEqualTo("rec");
    assertThat(joined.getJsonObject("body"))
        .isEqualTo(
            new JsonObject()
                .put("type", "feed.joined")
                .put("at", joined.getJsonObject("body").getString("at"))
                .put("conversationId", stored.id().toString())
                .put("lastSeq", 1)
                .put("changeSeq", 2));
    assertThat(joined.getJsonObject("body").getString("at")).matches("\\d{4}-.*\\.\\d{3}Z");
    socket.close();
  }

  @Test
  void joiningAnotherFeedSaysSo() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket(agent.token());
    String inbox = "org:" + agent.org() + ":inbox";

    JsonObject joined = socket.register(inbox).getJsonObject("body");

    assertThat(joined.fieldNames()).containsExactlyInAnyOrder("type", "at");
    assertThat(joined.getString("type")).isEqualTo("feed.joined");
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    house.messaging.announceOnInbox(stored);
    await().until(() -> types(socket, inbox).contains("conversation.changed"));
    socket.close();
  }

  @Test
  void eventsComeInOrderToAllWhoListenAndToNobodyElse() {
    Session contact = house.identity.contact(house.identity.org());
    Session agent = house.identity.agent(contact.org());
    Stored stored = house.messaging.conversation(contact);
    Stored other = house.messaging.conversation(house.identity.contact(contact.org()));
    Client one = house.socket(contact.token());
    Client two = house.socket(agent.token());
    Client elsewhere = house.socket(agent.token());
    one.register(stored.feed());
    two.register(stored.feed());
    elsewhere.register(other.feed());

    IntStream.range(0, 100).forEach(i -> house.messaging.say(stored, "m" + i));

    for (Client socket : List.of(one, two)) {
      await().until(() -> socket.frames(stored.feed()).size() == 101);
      assertThat(
              socket.frames(stored.feed()).stream()
                  .skip(1)
                  .map(frame -> frame.getJsonObject("body").getInteger("changeSeq"))
                  .toList())
          .isEqualTo(IntStream.rangeClosed(2, 101).boxed().toList());
    }
    assertThat(types(elsewhere, other.feed())).containsExactly("feed.joined");
    assertThat(elsewhere.frames(stored.feed())).isEmpty();
    List.of(one, two, elsewhere).forEach(Client::close);
  }

  @Test
  void aRepeatedRegisterIsAnsweredAnewAndEventsStillComeOnce() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    socket.register(stored.feed());
    house.messaging.say(stored, "one");
    await().until(() -> types(socket, stored.feed()).contains("message.sent"));

    register(socket, stored.feed());

    await().until(() -> socket.frames(stored.feed()).size() == 3);
    JsonObject again = socket.frames(stored.feed()).get(2).getJsonObject("body");
    assertThat(again.getString("type")).isEqualTo("feed.joined");
    assertThat(again.getInteger("changeSeq")).isEqualTo(2);
    house.messaging.say(stored, "two");
    await().until(() -> socket.frames(stored.feed()).size() == 4);
    socket.roundTrip();
    assertThat(types(socket, stored.feed()))
        .containsExactly("feed.joined", "message.sent", "feed.joined", "message.sent");
    socket.close();
  }

  @Test
  void anEventBetweenTheReadAndTheAnswerIsNotMissed() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    Promise<Void> gate = Promise.promise();
    house.messaging.getGate = gate;

    register(socket, stored.feed());
    socket.roundTrip();
    house.messaging.say(stored, "meanwhile");
    socket.roundTrip();
    assertThat(socket.frames(stored.feed())).as("nothing before access is known").isEmpty();
    gate.complete();

    await().until(() -> !socket.frames(stored.feed()).isEmpty());
    JsonObject joined = socket.frames(stored.feed()).get(0).getJsonObject("body");
    assertThat(joined.getString("type")).isEqualTo("feed.joined");
    // Here the answer was read after the message, so it tells of it.
    assertThat(joined.getInteger("changeSeq")).isEqualTo(2);
    socket.roundTrip();
    assertThat(types(socket, stored.feed())).containsExactly("feed.joined");
    socket.close();
  }

  @Test
  void anEventThatIsNewerThanTheAnswerFollowsIt() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    // The answer is read, and then the message is committed before the answer arrives.
    house.messaging.afterGet = () -> house.messaging.say(stored, "just after");

    JsonObject joined = socket.register(stored.feed()).getJsonObject("body");

    assertThat(joined.getString("type")).isEqualTo("feed.joined");
    assertThat(joined.getInteger("changeSeq")).isEqualTo(1);
    await().until(() -> types(socket, stored.feed()).contains("message.sent"));
    assertThat(types(socket, stored.feed())).containsExactly("feed.joined", "message.sent");
    socket.close();
  }

  @Test
  void whoMayNotListenGetsNothingThatHappensMeanwhile() {
    Session contact = house.identity.contact(house.identity.org());
    Session stranger = house.identity.contact(contact.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(stranger.token());
    Promise<Void> gate = Promise.promise();
    house.messaging.getGate = gate;

    register(socket, stored.feed());
    socket.roundTrip();
    house.messaging.say(stored, "secret");
    socket.roundTrip();
    gate.complete();

    await().until(() -> !socket.frames(stored.feed()).isEmpty());
    assertThat(code(socket.frames(stored.feed()).get(0))).isEqualTo("not_found");
    house.messaging.say(stored, "secret too");
    socket.roundTrip();
    assertThat(socket.frames(stored.feed())).hasSize(1);
    assertThat(socket.frames().toString()).doesNotContain("secret");
    socket.close();
  }

  @Test
  void whoOpensAConversationAndWatchesWhoTypesThereAsksForItOnce() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    String typists = Presence.TYPISTS_OF.at(contact.org(), stored.id()).toString();
    Client socket = house.socket(contact.token());

    register(socket, stored.feed());
    register(socket, typists);

    await().until(() -> types(socket, stored.feed()).contains("feed.joined"));
    await().until(() -> types(socket, typists).contains("feed.joined"));
    assertThat(house.messaging.read).containsOnlyOnce(stored.id());
    socket.close();
  }

  @Test
  void whoMayNotListenMayNotWatchWhoTypesThereEither() {
    Session contact = house.identity.contact(house.identity.org());
    Session stranger = house.identity.contact(contact.org());
    Stored stored = house.messaging.conversation(contact);
    String typists = Presence.TYPISTS_OF.at(contact.org(), stored.id()).toString();
    Client socket = house.socket(stranger.token());

    register(socket, stored.feed());
    register(socket, typists);

    for (String feed : List.of(stored.feed(), typists)) {
      await().until(() -> !socket.frames(feed).isEmpty());
      assertThat(code(socket.frames(feed).get(0))).isEqualTo("not_found");
    }
    socket.close();
  }

  @Test
  void afterUnregisterNothingComesUntilTheNextRegister() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    socket.register(stored.feed());

    unregister(socket, stored.feed());
    socket.roundTrip();
    house.messaging.say(stored, "unheard");
    socket.roundTrip();
    assertThat(types(socket, stored.feed())).containsExactly("feed.joined");

    socket.register(stored.feed());
    house.messaging.say(stored, "heard");
    await().until(() -> socket.frames(stored.feed()).size() == 3);
    assertThat(types(socket, stored.feed()))
        .containsExactly("feed.joined", "feed.joined", "message.sent");
    socket.close();
  }

  @Test
  void anUnregisterRightBehindItsRegisterIsDoneAfterIt() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    Promise<Void> gate = Promise.promise();
    house.messaging.getGate = gate;

    register(socket, stored.feed());
    unregister(socket, stored.feed());
    socket.roundTrip();
    gate.complete();

    await().until(() -> types(socket, stored.feed()).contains("feed.joined"));
    socket.roundTrip();
    house.messaging.say(stored, "unheard");
    socket.roundTrip();
    assertThat(types(socket, stored.feed())).containsExactly("feed.joined");
    socket.close();
  }

  @Test
  void aContactListensToSoManyFeedsAndNoMore() {
    Session contact = house.identity.contact(house.identity.org());
    List<Stored> four =
        IntStream.range(0, 4).mapToObj(i -> house.messaging.conversation(contact)).toList();
    Client socket = house.socket(contact.token());
    four.subList(0, 3).forEach(stored -> socket.register(stored.feed()));

    assertThat(code(socket.register(four.get(3).feed()))).isEqualTo("rate_limited");

    unregister(socket, four.get(0).feed());
    JsonObject joined = null;
    socket.roundTrip();
    socket.send(new JsonObject().put("type", "register").put("address", four.get(3).feed()));
    await().until(() -> socket.frames(four.get(3).feed()).size() == 2);
    joined = socket.frames(four.get(3).feed()).get(1);
    assertThat(joined.getString("type")).isEqualTo("rec");
    socket.close();
  }

  @Test
  void anEventThatWasLostIsTold() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    socket.register(stored.feed());

    house.messaging.isSilent = true;
    house.messaging.say(stored, "nobody was told");

    await().until(() -> types(socket, stored.feed()).contains("feed.head"));
    JsonObject head = socket.frames(stored.feed()).get(1).getJsonObject("body");
    assertThat(head.getInteger("lastSeq")).isEqualTo(1);
    assertThat(head.getInteger("changeSeq")).isEqualTo(2);
    assertThat(head.getString("conversationId")).isEqualTo(stored.id().toString());
    int asked = house.messaging.headsAsked.size();
    await().until(() -> house.messaging.headsAsked.size() >= asked + 1);
    assertThat(types(socket, stored.feed())).as("once").containsExactly("feed.joined", "feed.head");
    socket.close();
  }

  @Test
  void whoJoinsAfterALossDoesNotHideItFromTheOthers() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client first = house.socket(contact.token());
    first.register(stored.feed());
    house.messaging.isSilent = true;
    house.messaging.say(stored, "nobody was told");

    Client second = house.socket(contact.token());
    assertThat(second.register(stored.feed()).getJsonObject("body").getInteger("changeSeq"))
        .isEqualTo(2);

    await().until(() -> types(first, stored.feed()).contains("feed.head"));
    first.close();
    second.close();
  }

  @Test
  void headsAreAskedForAgainFromWhereTheyWereLastKnown() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Client socket = house.socket(contact.token());
    socket.register(stored.feed());
    house.messaging.headsAsked.clear();
    await().until(() -> !house.messaging.headsAsked.isEmpty());

    house.messaging.headsAreDown = true;
    house.messaging.headsAsked.clear();
    await().until(() -> house.messaging.headsAsked.size() == 1);
    house.messaging.isSilent = true;
    house.messaging.say(stored, "during the outage");
    house.messaging.headsAreDown = false;

    await().until(() -> types(socket, stored.feed()).contains("feed.head"));
    assertThat(house.messaging.headsAsked.get(0).since())
        .isEqualTo(house.messaging.headsAsked.get(1).since())
        .isNotNull();
    socket.close();
  }

  @Test
  void aSessionThatIsEndedSomewhereClosesItsSocketsAtOnce() {
    Session ended = house.identity.agent(house.identity.org());
    Session other = house.identity.renewed(ended, java.time.Duration.ofMinutes(15));
    Client hit = house.socket(ended.token());
    Client spared = house.socket(other.token());
    String feed = "org:" + ended.org() + ":user:" + ended.caller().id();
    hit.register(feed);
    spared.register(feed);
    house.identity.end(ended);

    house
        .node()
        .bus()
        .publish(
            Identity.USER.at(ended.org(), ended.caller().id()),
            new SessionEvent.Revoked(ended.caller().session(), house.clock.instant()));

    assertThat(hit.closeCode()).isEqualTo(4401);
    assertThat(types(hit, feed)).containsExactly("feed.joined", "session.revoked");
    spared.roundTrip();
    assertThat(spared.isClosed()).isFalse();
    Client again = house.socket();
    assertThat(code(again.request("session.auth", new JsonObject().put("token", ended.token()))))
        .isEqualTo("unauthenticated");
    spared.close();
    again.close();
  }
}

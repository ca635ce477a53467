package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.Town;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Presence, typing and receipts where those who meet are on different nodes. */
class PresenceOnTwoNodesIT {
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(1).build();

  @RegisterExtension static final Town town = new Town(campfire, 2);

  private final TestOrg org = campfire.org();
  private final Session ada = town.agent(org, "Ada");
  private final Session grace = town.agent(org, "Grace");
  private final Session visitor = town.contact(org);

  private String feed(String name) {
    return "org:" + org.id() + ":" + name;
  }

  private static JsonObject body(JsonObject frame) {
    assertThat(frame.getString("type")).as(frame.encode()).isEqualTo("rec");
    return frame.getJsonObject("body");
  }

  private boolean isOnline(Session agent) {
    return (Boolean)
        campfire
            .sql("select is_online from profiles where user_id = ?", agent.caller().id().value())
            .get(0)
            .get("is_online");
  }

  private static boolean listsOnline(Client client, Session agent) {
    return body(client.insist("presence.list", new JsonObject())).getJsonArray("agents").stream()
        .map(JsonObject.class::cast)
        .anyMatch(
            each ->
                each.getString("id").equals(agent.caller().id().toString())
                    && each.getBoolean("isOnline"));
  }

  private static List<List<String>> typists(Client client, String feed) {
    return client.frames(feed).stream()
        .map(PresenceOnTwoNodesIT::body)
        .filter(event -> "typing.changed".equals(event.getString("type")))
        .map(
            event ->
                event.getJsonArray("typists").stream()
                    .map(each -> ((JsonObject) each).getString("id"))
                    .toList())
        .toList();
  }

  private static void type(Client client, String conversation, boolean typing) {
    body(
        client.insist(
            "presence.typing",
            new JsonObject().put("conversationId", conversation).put("typing", typing)));
  }

  @Test
  void bothNodesSayTheSameAndEachChangeIsAnnouncedOnce() {
    Client here = town.at(0).socket(ada.token());
    Client there = town.at(1).socket(grace.token());
    here.register(feed("agents:presence"));
    town.passUntil(() -> isOnline(ada) && isOnline(grace));

    Client phone = town.at(1).socket(ada.token());
    town.passUntil(() -> listsOnline(here, grace) && listsOnline(there, ada));
    there.close();
    town.awaitGone(grace);
    town.pass(Duration.ofSeconds(10));

    await().until(() -> !isOnline(grace));
    await().until(() -> !listsOnline(here, grace) && !listsOnline(phone, grace));
    await().until(() -> !saidToBeGone(here, grace).isEmpty());
    assertThat(saidToBeGone(here, grace)).hasSize(1);
    here.close();
    phone.close();
  }

  private List<JsonObject> saidToBeGone(Client listener, Session who) {
    return listener.frames(feed("agents:presence")).stream()
        .map(PresenceOnTwoNodesIT::body)
        .filter(event -> "presence.changed".equals(event.getString("type")))
        .flatMap(event -> event.getJsonArray("agents").stream())
        .map(JsonObject.class::cast)
        .filter(agent -> agent.getString("id").equals(who.caller().id().toString()))
        .filter(agent -> !agent.getBoolean("isOnline"))
        .toList();
  }

  @Test
  void peopleOfBothNodesTypeInOneList() {
    Client contact = town.at(0).socket(visitor.token());
    Client agent = town.at(1).socket(ada.token());
    String id = body(contact.insist("messaging.open", new JsonObject())).getString("id");
    String typing = feed("typing:" + id);
    String visitorId = visitor.caller().id().toString();
    String adaId = ada.caller().id().toString();
    contact.register(typing);

    type(contact, id, true);
    await().until(() -> typists(contact, typing).contains(List.of(visitorId)));
    type(agent, id, true);

    await().until(() -> typists(contact, typing).contains(List.of(visitorId, adaId)));
    agent.register(typing);
    await().until(() -> typists(agent, typing).equals(List.of(List.of(visitorId, adaId))));
    type(contact, id, false);
    await().until(() -> typists(agent, typing).contains(List.of(adaId)));
    town.clock().advance(Duration.ofSeconds(4));
    await().until(() -> typists(contact, typing).contains(List.of()));
    contact.close();
    agent.close();
  }

  @Test
  void aMarkThatOneNodeHasNotWrittenYetIsListedByTheOther() {
    Client contact = town.at(0).socket(visitor.token());
    Client agent = town.at(1).socket(ada.token());
    String id = body(contact.insist("messaging.open", new JsonObject())).getString("id");
    JsonObject question = new JsonObject().put("conversationId", id);
    for (int i = 0; i < 2; i++) {
      contact.insist(
          "messaging.send",
          question
              .copy()
              .put("clientMessageId", UUID.randomUUID().toString())
              .put("content", "message"));
    }
    JsonObject mark = question.copy().put("state", "read");
    body(agent.insist("receipts.mark", mark.copy().put("seq", 1)));
    await().until(() -> readSeq(id) == 1);

    body(agent.insist("receipts.mark", mark.copy().put("seq", 2)));

    await()
        .until(
            () ->
                body(contact.insist("receipts.list", question))
                        .getJsonArray("receipts")
                        .getJsonObject(0)
                        .getLong("readSeq")
                    == 2);
    assertThat(readSeq(id)).as("not written yet").isEqualTo(1);
    town.clock().advance(Duration.ofSeconds(2));
    await().until(() -> readSeq(id) == 2);
    contact.close();
    agent.close();
  }

  private long readSeq(String conversation) {
    return campfire
        .sql(
            "select read_seq from receipts where conversation_id = ?",
            UUID.fromString(conversation))
        .stream()
        .mapToLong(row -> (Long) row.get("read_seq"))
        .sum();
  }

  @Test
  void aPresenceNodeThatLeavesAndOneThatJoinsChangeNothing() {
    Client agent = town.at(1).socket(ada.token());
    town.passUntil(() -> isOnline(ada));

    town.stop(0);
    town.pass(Duration.ofSeconds(20));
    assertThat(isOnline(ada)).isTrue();
    assertThat(listsOnline(agent, ada)).isTrue();
    town.start(0);
    Client other = town.at(0).socket(grace.token());
    town.pass(Duration.ofSeconds(20));

    await().until(() -> isOnline(grace));
    assertThat(isOnline(ada)).isTrue();
    assertThat(listsOnline(other, ada)).isTrue();
    agent.close();
    town.awaitGone(ada);
    town.pass(Duration.ofSeconds(10));
    await().until(() -> !isOnline(ada));
    other.close();
  }
}

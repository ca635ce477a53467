package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.Town;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  private static final Duration AWAY_AFTER = Duration.ofMinutes(10);

  private static final String WAITS_FOR_A_ROW =
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%leaves%'";

  private static JsonObject idle(Duration idle) {
    return new JsonObject().put("idleMs", idle.toMillis());
  }

  private static String activeOn(Client device, Duration idle) {
    return body(device.insist("presence.active", idle(idle))).getString("availability");
  }

  /** From a device that is not connected for longer than that. */
  private String activeOn(int node, Duration idle) {
    Client device = town.at(node).socket(ada.token());
    try {
      return activeOn(device, idle);
    } finally {
      device.close();
    }
  }

  private void choose(String availability) {
    Client device = town.at(1).socket(ada.token());
    body(device.insist("presence.set", new JsonObject().put("availability", availability)));
    device.close();
  }

  private Map<String, Object> profile(Session agent) {
    return campfire
        .sql("select *, xmin::text from profiles where user_id = ?", agent.caller().id().value())
        .get(0);
  }

  @Test
  void whoIsActiveOnOneDeviceIsNotAwayByAnotherThatIsLeftAlone() {
    activeOn(0, Duration.ZERO);
    town.clock().advance(AWAY_AFTER);
    activeOn(1, Duration.ofMinutes(1));

    String availability = activeOn(0, AWAY_AFTER);

    assertThat(availability).isEqualTo("online");
    assertThat(profile(ada)).containsEntry("availability", "online");
    town.clock().advance(AWAY_AFTER.minusMinutes(1).minusMillis(1));
    assertThat(activeOn(0, Duration.ofHours(1))).isEqualTo("online");
    town.clock().advance(Duration.ofMillis(1));
    assertThat(activeOn(0, Duration.ofHours(1))).isEqualTo("away");
  }

  @Test
  void whoIsActiveNowhereIsAwayOnceWhicheverNodesHearOfIt() {
    activeOn(1, Duration.ZERO);
    town.awaitGone(ada);
    town.clock().advance(AWAY_AFTER);
    // Two nodes that have slept for so long take each other for gone, and both say what changes.
    town.pass(Duration.ofSeconds(20));
    Client colleague = town.at(1).socket(grace.token());
    colleague.register(feed("agents:presence"));
    Client laptop = town.at(0).socket(ada.token());
    Client phone = town.at(1).socket(ada.token());
    town.passUntil(() -> !said(colleague, ada, "online").isEmpty());

    String fromLaptop = laptop.ask("presence.active", idle(AWAY_AFTER));
    String fromPhone = phone.ask("presence.active", idle(AWAY_AFTER));

    for (JsonObject answer : List.of(laptop.answer(fromLaptop), phone.answer(fromPhone))) {
      assertThat(body(answer).getString("availability")).isEqualTo("away");
      assertThat(body(answer).getBoolean("isOnline")).isTrue();
    }
    town.passUntil(() -> !said(colleague, ada, "away").isEmpty());
    town.pass(Duration.ofSeconds(4));
    assertThat(said(colleague, ada, "away")).hasSize(1);

    assertThat(activeOn(phone, Duration.ZERO)).isEqualTo("online");
    town.passUntil(() -> said(colleague, ada, "online").size() == 2);
    assertThat(activeOn(laptop, AWAY_AFTER)).isEqualTo("online");
    town.pass(Duration.ofSeconds(4));
    assertThat(said(colleague, ada, "online")).as("nothing new").hasSize(2);
    List.of(colleague, laptop, phone).forEach(Client::close);
  }

  private List<JsonObject> said(Client listener, Session who, String availability) {
    return listener.frames(feed("agents:presence")).stream()
        .map(PresenceOnTwoNodesIT::body)
        .filter(event -> "presence.changed".equals(event.getString("type")))
        .flatMap(event -> event.getJsonArray("agents").stream())
        .map(JsonObject.class::cast)
        .filter(agent -> agent.getString("id").equals(who.caller().id().toString()))
        .filter(agent -> agent.getString("availability").equals(availability))
        .toList();
  }

  @Test
  void whatAnAgentHasChosenIsTheirsToTakeBack() {
    for (String chosen : List.of("away", "busy", "offline")) {
      choose(chosen);
      assertThat(activeOn(0, Duration.ZERO)).isEqualTo(chosen);
      town.clock().advance(AWAY_AFTER);
      assertThat(activeOn(0, AWAY_AFTER)).isEqualTo(chosen);
    }
  }

  @Test
  void whoIsAwayByThemselvesAndChoosesItStaysAway() {
    activeOn(0, Duration.ZERO);
    town.clock().advance(AWAY_AFTER);
    assertThat(activeOn(0, AWAY_AFTER)).isEqualTo("away");

    choose("away");

    assertThat(activeOn(0, Duration.ZERO)).isEqualTo("away");
    assertThat(profile(ada)).containsEntry("is_auto_away", false);
  }

  @Test
  void aChoiceIsASignOfWhoMakesIt() {
    activeOn(0, Duration.ZERO);
    town.clock().advance(AWAY_AFTER);

    choose("online");

    assertThat(activeOn(0, AWAY_AFTER)).isEqualTo("online");
  }

  @Test
  void aReportThatWaitsForAnotherLooksAtWhatThatHasLeft() throws SQLException {
    Client phone = town.at(1).socket(ada.token());
    town.passUntil(() -> isOnline(ada));
    try (Connection other = campfire.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "update campfire.profiles set availability = 'away', is_auto_away = true where user_id = '"
              + ada.caller().id()
              + "'");

      String asked = phone.ask("presence.active", idle(Duration.ZERO));
      await().until(() -> !campfire.sql(WAITS_FOR_A_ROW).isEmpty());
      other.commit();

      assertThat(body(phone.answer(asked)).getString("availability")).isEqualTo("online");
      assertThat(profile(ada)).containsEntry("is_auto_away", false);
    }
    phone.close();
  }

  @Test
  void whatChangesNothingIsNotWritten() {
    Client laptop = town.at(0).socket(ada.token());
    town.passUntil(() -> isOnline(ada));
    activeOn(laptop, Duration.ZERO);
    Map<String, Object> before = profile(ada);

    town.pass(Duration.ofSeconds(30));
    activeOn(laptop, Duration.ZERO);
    activeOn(laptop, Duration.ofDays(1));
    assertThat(profile(ada)).isEqualTo(before);

    town.pass(Duration.ofSeconds(2));
    activeOn(laptop, Duration.ZERO);
    assertThat(profile(ada).get("last_active_at")).isNotEqualTo(before.get("last_active_at"));
    laptop.close();
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

package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.Town;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Presence as sockets see it, on one node. */
class PresenceIT {
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(1).build();

  @RegisterExtension static final Town town = new Town(campfire, 1);

  private final TestOrg org = campfire.org();
  private final Clients clients = town.at(0);
  private final Session ada = town.agent(org, "Ada");
  private final Session grace = town.agent(org, "Grace");

  private String feed(String name) {
    return "org:" + org.id() + ":" + name;
  }

  private static JsonObject body(JsonObject frame) {
    return frame.getJsonObject("body");
  }

  private boolean isOnline(Session agent) {
    return (Boolean)
        campfire
            .sql("select is_online from profiles where user_id = ?", agent.caller().id().value())
            .get(0)
            .get("is_online");
  }

  /** The last that was said of an agent on the feed, or null. */
  private static JsonObject lastWord(Client listener, String feed, Session agent) {
    JsonObject last = null;
    for (JsonObject frame : listener.frames(feed)) {
      JsonArray agents = body(frame).getJsonArray("agents", new JsonArray());
      for (int i = 0; i < agents.size(); i++) {
        if (agents.getJsonObject(i).getString("id").equals(agent.caller().id().toString())) {
          last = agents.getJsonObject(i);
        }
      }
    }
    return last;
  }

  private static boolean saysOnline(Client listener, String feed, Session agent, boolean online) {
    JsonObject last = lastWord(listener, feed, agent);
    return last != null && last.getBoolean("isOnline") == online;
  }

  @Test
  void anAgentIsOnlineWhileOneOfTheirDevicesIsConnected() {
    Client listener = clients.socket(grace.token());
    listener.register(feed("agents:presence"));
    Client phone = clients.socket(ada.token());
    Client laptop = clients.socket(ada.token());
    town.passUntil(() -> saysOnline(listener, feed("agents:presence"), ada, true));

    phone.close();
    town.pass(Duration.ofSeconds(20));
    assertThat(saysOnline(listener, feed("agents:presence"), ada, true)).isTrue();
    assertThat(isOnline(ada)).isTrue();
    laptop.close();
    town.awaitGone(ada);
    town.pass(Duration.ofSeconds(10));

    await().until(() -> saysOnline(listener, feed("agents:presence"), ada, false));
    assertThat(isOnline(ada)).isFalse();
    listener.close();
  }

  private static List<JsonObject> events(Client client, String feed, String type) {
    return client.frames(feed).stream()
        .filter(frame -> frame.getValue("body") instanceof JsonObject)
        .map(PresenceIT::body)
        .filter(event -> type.equals(event.getString("type")))
        .toList();
  }

  /** What was said on the feed of whether somebody is available. */
  private List<Boolean> available(Client visitor) {
    return events(visitor, feed("availability"), "availability.changed").stream()
        .map(event -> event.getBoolean("available"))
        .toList();
  }

  private static JsonObject agentIn(JsonObject listed, Session agent) {
    return listed.getJsonArray("agents").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(agent.caller().id().toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theListSaysWhatTheFeedSaysAndServicesAreNotInIt() {
    Client service = clients.socket(town.service(org).token());
    Client agent = clients.socket(ada.token());
    town.passUntil(() -> isOnline(ada));

    JsonObject listed = body(agent.insist("presence.list", new JsonObject()));

    assertThat(listed.getBoolean("available")).isTrue();
    assertThat(listed.getJsonArray("agents")).hasSize(2);
    assertThat(agentIn(listed, ada).getString("name")).isEqualTo("Ada");
    assertThat(agentIn(listed, ada).getBoolean("isOnline")).isTrue();
    assertThat(agentIn(listed, ada).getString("lastSeenAt")).isNotNull();
    assertThat(agentIn(listed, grace).getBoolean("isOnline")).isFalse();
    assertThat(agentIn(listed, grace).containsKey("lastSeenAt")).isFalse();
    assertThat(code(service.insist("presence.set", new JsonObject().put("availability", "away"))))
        .isEqualTo("forbidden");
    service.close();
    agent.close();
  }

  @Test
  void aChoiceIsKeptAndAnnouncedAndSoIsWhetherAnybodyIsAvailable() {
    Client visitor = clients.socket(town.contact(org).token());
    visitor.register(feed("availability"));
    Client agent = clients.socket(ada.token());
    Client colleague = clients.socket(grace.token());
    agent.register(feed("agents:presence"));
    town.passUntil(() -> available(visitor).equals(List.of(true)));
    town.passUntil(() -> isOnline(ada) && isOnline(grace));

    JsonObject chosen =
        body(agent.insist("presence.set", new JsonObject().put("availability", "busy")));
    assertThat(chosen.getString("availability")).isEqualTo("busy");
    assertThat(chosen.getBoolean("isOnline")).isTrue();
    colleague.insist("presence.set", new JsonObject().put("availability", "away"));

    town.passUntil(
        () ->
            lastWord(agent, feed("agents:presence"), grace) != null
                && lastWord(agent, feed("agents:presence"), grace)
                    .getString("availability")
                    .equals("away"));
    town.passUntil(() -> available(visitor).equals(List.of(true, false)));
    assertThat(isOnline(ada)).isTrue();
    assertThat(code(agent.insist("presence.set", new JsonObject().put("availability", "asleep"))))
        .isEqualTo("invalid_request");
    assertThat(code(visitor.insist("presence.set", new JsonObject().put("availability", "away"))))
        .isEqualTo("forbidden");
    List.of(visitor, agent, colleague).forEach(Client::close);
  }

  @Test
  void noTimeThatCannotBeTakesAnAgentAwayAndNobodyElseIsActive() {
    Client agent = clients.socket(ada.token());
    Client service = clients.socket(town.service(org).token());
    Client visitor = clients.socket(town.contact(org).token());

    for (Object idleMs : List.of(-1, 86_400_001, Long.MAX_VALUE, 0.5, "0", List.of())) {
      JsonObject refused = agent.insist("presence.active", new JsonObject().put("idleMs", idleMs));
      assertThat(code(refused)).as("%s", idleMs).isEqualTo("invalid_request");
      assertThat(refused.getString("message")).contains("\"field\":\"idleMs\"");
    }
    JsonObject now = new JsonObject().put("idleMs", 0);
    assertThat(code(service.insist("presence.active", now))).isEqualTo("forbidden");
    assertThat(code(visitor.insist("presence.active", now))).isEqualTo("forbidden");

    assertThat(
            campfire.sql(
                "select 1 from profiles where org_id = ? and last_active_at is not null",
                org.id().value()))
        .isEmpty();
    List.of(agent, service, visitor).forEach(Client::close);
  }

  @Test
  void whoIsActiveOnNoDeviceIsNotAvailableEither() {
    Client visitor = clients.socket(town.contact(org).token());
    visitor.register(feed("availability"));
    Client agent = clients.socket(ada.token());
    town.passUntil(() -> available(visitor).equals(List.of(true)));

    agent.insist("presence.active", new JsonObject().put("idleMs", 600_000));

    town.passUntil(() -> available(visitor).equals(List.of(true, false)));
    agent.insist("presence.active", new JsonObject().put("idleMs", 0));
    town.passUntil(() -> available(visitor).equals(List.of(true, false, true)));
    visitor.close();
    agent.close();
  }

  @Test
  void httpSaysWhoMayBeGivenWorkAndToAContactOnlyWhetherThereIsSomebody() {
    Session visitor = town.contact(org);
    Client agent = clients.socket(ada.token());
    Client contact = clients.socket(visitor.token());
    String id = body(contact.insist("messaging.open", new JsonObject())).getString("id");
    campfire.sql(
        "update conversations set assignee_id = ? where id = ?",
        ada.caller().id().value(),
        UUID.fromString(id));
    town.passUntil(() -> isOnline(ada));

    JsonObject answer = clients.get("/api/v1/agents/availability", grace.token()).json();

    assertThat(answer.getBoolean("available")).isTrue();
    assertThat(agentIn(answer, ada).getInteger("openConversations")).isEqualTo(1);
    assertThat(agentIn(answer, grace).getInteger("openConversations")).isZero();
    assertThat(clients.get("/api/v1/agents/availability", visitor.token()).json())
        .isEqualTo(new JsonObject().put("available", true));
    Clients.Response put =
        clients.request(
            HttpMethod.PUT,
            "/api/v1/agents/me/availability",
            Map.of("authorization", "Bearer " + ada.token(), "content-type", "application/json"),
            "{\"availability\":\"offline\"}");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json().getString("availability")).isEqualTo("offline");
    assertThat(
            clients
                .get("/api/v1/agents/availability", visitor.token())
                .json()
                .getBoolean("available"))
        .isFalse();
    agent.close();
    contact.close();
  }

  @Test
  void aContactsConversationSaysThatTheyAreThereAlsoIfTheyCameBeforeItWasOpened() {
    Client agent = clients.socket(ada.token());
    Session visitor = town.contact(org);
    Client contact = clients.socket(visitor.token());
    town.passUntil(() -> isOnline(ada));
    town.pass(Duration.ofSeconds(4));

    String id = body(contact.insist("messaging.open", new JsonObject())).getString("id");

    town.passUntil(() -> isContactOnline(agent, id));
    contact.close();
    town.awaitGone(visitor);
    town.pass(Duration.ofSeconds(10));
    await().until(() -> !isContactOnline(agent, id));
    assertThat(events(agent, feed("inbox"), "conversation.changed")).isEmpty();
    agent.close();
  }

  private static boolean isContactOnline(Client agent, String conversation) {
    return body(agent.insist("messaging.get", new JsonObject().put("conversationId", conversation)))
        .getJsonObject("contact")
        .getBoolean("isOnline");
  }

  @Test
  void manyAgentsWhoDropAndReturnAreNotBroadcast() {
    int count = 500;
    List<Session> agents =
        IntStream.range(0, count).mapToObj(i -> town.agent(org, "Agent " + i)).toList();
    Client listener = clients.socket(grace.token());
    listener.register(feed("agents:presence"));
    List<Client> sockets = agents.stream().map(agent -> clients.socket(agent.token())).toList();
    town.passUntil(() -> onlineCount() == count + 1);
    // The broadcast follows the commit: only when it has come too is anything after it another one.
    town.passUntil(() -> saidOnline(listener, agents) == count);
    int before = events(listener, feed("agents:presence"), "presence.changed").size();

    sockets.forEach(Client::close);
    town.awaitGone(agents.toArray(Session[]::new));
    town.pass(Duration.ofSeconds(4));
    List<Client> returned =
        agents.stream().limit(400).map(agent -> clients.socket(agent.token())).toList();
    town.passUntil(() -> saidOnline(listener, agents) == 400);
    town.pass(Duration.ofSeconds(10));

    List<JsonObject> broadcast = events(listener, feed("agents:presence"), "presence.changed");
    List<JsonObject> after = broadcast.subList(before, broadcast.size());
    assertThat(after.size()).isBetween(1, 3);
    assertThat(after.stream().flatMap(event -> event.getJsonArray("agents").stream()))
        .extracting(agent -> ((JsonObject) agent).getString("id"))
        .containsExactlyInAnyOrderElementsOf(
            agents.stream().skip(400).map(agent -> agent.caller().id().toString()).toList());
    assertThat(onlineCount()).isEqualTo(401);
    JsonObject listed = body(listener.insist("presence.list", new JsonObject()));
    assertThat(
            listed.getJsonArray("agents").stream()
                .filter(each -> ((JsonObject) each).getBoolean("isOnline")))
        .hasSize(401);
    returned.forEach(Client::close);
    listener.close();
  }

  /** How many of these are online by what was said on the feed, one word after the other. */
  private long saidOnline(Client listener, List<Session> agents) {
    Map<String, Boolean> said = new HashMap<>();
    events(listener, feed("agents:presence"), "presence.changed").stream()
        .flatMap(event -> event.getJsonArray("agents").stream())
        .map(JsonObject.class::cast)
        .forEach(agent -> said.put(agent.getString("id"), agent.getBoolean("isOnline")));
    return agents.stream()
        .filter(agent -> said.getOrDefault(agent.caller().id().toString(), false))
        .count();
  }

  private long onlineCount() {
    return (Long)
        campfire
            .sql(
                "select count(*) as online from profiles where is_online and org_id = ?",
                org.id().value())
            .get(0)
            .get("online");
  }

  @Test
  void whoseCableIsPulledIsOfflineWithinNinetySeconds() {
    Client listener = clients.socket(grace.token());
    listener.register(feed("agents:presence"));
    Client cut = clients.socket(ada.token());
    town.passUntil(() -> isOnline(ada));
    cut.roundTrip();
    cut.socket().pause();

    for (int seconds = 0; seconds < 74; seconds += 2) {
      listener.roundTrip();
      town.pass(Duration.ofSeconds(2));
    }
    assertThat(isOnline(ada)).isTrue();
    listener.roundTrip();
    town.pass(Duration.ofSeconds(2));
    town.awaitGone(ada);
    assertThat(isOnline(ada)).isTrue();
    town.pass(Duration.ofSeconds(10));

    // That is 86 s, by a clock which has stood still while nodes had to do something.
    await().until(() -> !isOnline(ada));
    await().until(() -> saysOnline(listener, feed("agents:presence"), ada, false));
    assertThat(isOnline(grace)).isTrue();
    listener.close();
  }

  private String typing(String conversation) {
    return feed("typing:" + conversation);
  }

  private static JsonObject type(Client client, String conversation, boolean typing) {
    return client.insist(
        "presence.typing",
        new JsonObject().put("conversationId", conversation).put("typing", typing));
  }

  /** The lists that were said on a typing feed, as ids. */
  private static List<List<String>> lists(Client client, String feed) {
    return events(client, feed, "typing.changed").stream()
        .map(
            event ->
                event.getJsonArray("typists").stream()
                    .map(each -> ((JsonObject) each).getString("id"))
                    .toList())
        .toList();
  }

  @Test
  void whoTypesIsSaidAsTheWholeListAlsoOnJoining() {
    Session visitor = town.contact(org);
    Client contact = clients.socket(visitor.token());
    Client agent = clients.socket(ada.token());
    String id = body(contact.insist("messaging.open", new JsonObject())).getString("id");
    String visitorId = visitor.caller().id().toString();
    String adaId = ada.caller().id().toString();
    agent.register(typing(id));
    await().until(() -> lists(agent, typing(id)).equals(List.of(List.of())));

    assertThat(body(type(contact, id, true))).isEqualTo(new JsonObject());
    type(agent, id, true);
    await()
        .until(
            () ->
                lists(agent, typing(id))
                    .equals(List.of(List.of(), List.of(visitorId), List.of(visitorId, adaId))));
    contact.register(typing(id));
    await().until(() -> lists(contact, typing(id)).equals(List.of(List.of(visitorId, adaId))));
    contact.insist(
        "messaging.send",
        new JsonObject()
            .put("conversationId", id)
            .put("clientMessageId", UUID.randomUUID().toString())
            .put("content", "there"));
    await()
        .until(
            () ->
                lists(contact, typing(id))
                    .equals(List.of(List.of(visitorId, adaId), List.of(adaId))));
    town.clock().advance(Duration.ofSeconds(4));
    await()
        .until(
            () ->
                lists(contact, typing(id))
                    .equals(List.of(List.of(visitorId, adaId), List.of(adaId), List.of())));
    contact.close();
    agent.close();
  }

  @Test
  void nobodyTypesWhereTheyMayNotBe() {
    Client contact = clients.socket(town.contact(org).token());
    Client stranger = clients.socket(town.contact(org).token());
    Client eve = clients.socket(town.agent(campfire.org(), "Eve").token());
    String id = body(contact.insist("messaging.open", new JsonObject())).getString("id");
    contact.register(typing(id));

    assertThat(code(type(stranger, id, true))).isEqualTo("not_found");
    assertThat(code(type(eve, id, true))).isEqualTo("not_found");
    assertThat(code(stranger.register(typing(id)))).isEqualTo("not_found");
    assertThat(code(type(contact, UUID.randomUUID().toString(), true))).isEqualTo("not_found");

    type(contact, id, false);
    assertThat(lists(contact, typing(id))).containsExactly(List.of());
    List.of(contact, stranger, eve).forEach(Client::close);
  }

  @Test
  void typingIsTheFirstThatAClientWhichIsBehindIsNotTold() {
    Client contact = clients.socket(town.contact(org).token());
    Client agent = clients.socket(grace.token());
    Client slow = clients.narrowSocket(ada.token());
    String id = body(contact.insist("messaging.open", new JsonObject())).getString("id");
    String conversation = feed("conv:" + id);
    for (Client listener : List.of(agent, slow)) {
      listener.register(conversation);
      listener.register(typing(id));
    }
    double before = town.counted("campfire.bridge.dropped");
    slow.socket().pause();

    int sent = 0;
    while (town.counted("campfire.bridge.dropped") == before) {
      say(agent, id);
      sent++;
      type(contact, id, true);
      type(contact, id, false);
      town.clock().advance(Duration.ofMillis(40));
    }
    await().until(() -> lists(agent, typing(id)).size() > 1);
    slow.socket().resume();

    int all = sent;
    await().until(() -> events(slow, conversation, "message.sent").size() == all);
    assertThat(lists(slow, typing(id)).size()).isLessThan(lists(agent, typing(id)).size());
    assertThat(slow.isClosed()).isFalse();
    int told = lists(slow, typing(id)).size();
    type(contact, id, true);
    await().until(() -> lists(slow, typing(id)).size() > told);
    List.of(contact, agent, slow).forEach(Client::close);
  }

  /** A message of 24 kB. */
  private static void say(Client client, String conversation) {
    JsonObject message =
        new JsonObject()
            .put("conversationId", conversation)
            .put("clientMessageId", UUID.randomUUID().toString())
            .put("content", "\u20ac".repeat(8_000));
    body(client.insist("messaging.send", message));
  }
}

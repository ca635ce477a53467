package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.Town;
import dev.campfire.contract.messaging.AdoptConversations;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receipts as sockets and HTTP see them, on one node. */
class ReceiptsIT {
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(1).build();

  @RegisterExtension static final Town town = new Town(campfire, 1);

  private final TestOrg org = campfire.org();
  private final Clients clients = town.at(0);
  private final Session ada = town.agent(org, "Ada");
  private final Session grace = town.agent(org, "Grace");
  private final Session visitor = town.contact(org);
  private Client agent;
  private Client contact;
  private String id;

  @BeforeEach
  void aConversationOfThreeMessages() {
    agent = clients.socket(ada.token());
    contact = clients.socket(visitor.token());
    id = body(contact.insist("messaging.open", new JsonObject())).getString("id");
    for (int i = 0; i < 3; i++) {
      say(contact, "message " + i);
    }
  }

  @AfterEach
  void goodbye() {
    agent.close();
    contact.close();
  }

  private void say(Client client, String content) {
    JsonObject message =
        new JsonObject()
            .put("conversationId", id)
            .put("clientMessageId", UUID.randomUUID().toString())
            .put("content", content);
    assertThat(client.insist("messaging.send", message).getString("type")).isEqualTo("rec");
  }

  private static JsonObject body(JsonObject frame) {
    assertThat(frame.getString("type")).as(frame.encode()).isEqualTo("rec");
    return frame.getJsonObject("body");
  }

  private String feed() {
    return "org:" + org.id() + ":conv:" + id;
  }

  private JsonObject mark(Client client, String state, long seq) {
    return client.insist(
        "receipts.mark",
        new JsonObject().put("conversationId", id).put("state", state).put("seq", seq));
  }

  private List<JsonObject> list(Client client) {
    return objects(
        body(client.insist("receipts.list", new JsonObject().put("conversationId", id))),
        "receipts");
  }

  private static List<JsonObject> objects(JsonObject body, String key) {
    return body.getJsonArray(key).stream().map(JsonObject.class::cast).toList();
  }

  private List<Map<String, Object>> rows() {
    return campfire.sql(
        "select * from receipts where conversation_id = ? order by read_seq", UUID.fromString(id));
  }

  private long unread() {
    return body(agent.insist("messaging.get", new JsonObject().put("conversationId", id)))
        .getLong("unread");
  }

  @Test
  void aMarkIsAnsweredListedWrittenAndAnnounced() {
    contact.register(feed());

    JsonObject receipt = body(mark(agent, "read", 2));

    assertThat(receipt.getJsonObject("reader").getString("id"))
        .isEqualTo(ada.caller().id().toString());
    assertThat(receipt.getJsonObject("reader").getString("kind")).isEqualTo("agent");
    assertThat(receipt.getLong("readSeq")).isEqualTo(2);
    assertThat(receipt.getLong("deliveredSeq")).isEqualTo(2);
    assertThat(receipt.getString("readAt")).isNotNull();
    assertThat(list(contact)).containsExactly(receipt);
    JsonObject advanced =
        contact.awaitFrame(frame -> isOf(frame, "receipt.advanced")).getJsonObject("body");
    assertThat(advanced.getString("conversationId")).isEqualTo(id);
    assertThat(advanced.getJsonObject("receipt")).isEqualTo(receipt);
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("read_seq", 2L));
  }

  private static boolean isOf(JsonObject frame, String type) {
    return frame.getValue("body") instanceof JsonObject body && type.equals(body.getString("type"));
  }

  @Test
  void marksThatFollowOneAnotherAreWrittenTogetherAndListedAtOnce() {
    mark(agent, "read", 1);
    await().until(() -> rows().size() == 1);

    mark(agent, "read", 2);
    mark(agent, "read", 3);

    assertThat(list(contact))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.getLong("readSeq")).isEqualTo(3));
    assertThat(rows().get(0)).containsEntry("read_seq", 1L);
    town.clock().advance(Duration.ofMillis(1_700));
    await().until(() -> rows().get(0).get("read_seq").equals(3L));
  }

  @Test
  void aLowerMarkChangesNothingAndIsAnsweredWithTheCurrentOne() {
    JsonObject highest = body(mark(agent, "read", 3));
    town.clock().advance(Duration.ofSeconds(1));

    assertThat(body(mark(agent, "read", 1))).isEqualTo(highest);
    assertThat(body(mark(agent, "delivered", 2))).isEqualTo(highest);
    assertThat(body(mark(agent, "read", 0))).isEqualTo(highest);
    assertThat(list(agent)).containsExactly(highest);
  }

  @Test
  void whatCannotBeIsRefusedByItsFieldAndChangesNothing() {
    Session other = town.contact(org);
    Client stranger = clients.socket(other.token());
    Client eve = clients.socket(town.agent(campfire.org(), "Eve").token());

    JsonObject beyond = mark(agent, "read", 4);
    assertThat(code(beyond)).isEqualTo("invalid_request");
    assertThat(beyond.getString("message")).contains("seq");
    assertThat(code(mark(agent, "read", -1))).isEqualTo("invalid_request");
    assertThat(code(mark(agent, "seen", 1))).isEqualTo("invalid_request");
    assertThat(code(mark(stranger, "read", 1))).isEqualTo("not_found");
    assertThat(code(mark(eve, "read", 1))).isEqualTo("not_found");
    JsonObject question = new JsonObject().put("conversationId", id);
    assertThat(code(stranger.insist("receipts.list", question))).isEqualTo("not_found");
    assertThat(code(eve.insist("receipts.list", question))).isEqualTo("not_found");

    assertThat(list(agent)).isEmpty();
    assertThat(rows()).isEmpty();
    assertThat(unread()).isEqualTo(3);
    stranger.close();
    eve.close();
  }

  @Test
  void whatAnyAgentHasReadIsNotUnreadAndTheInboxIsTold() {
    String inbox = "org:" + org.id() + ":inbox";
    agent.register(inbox);
    town.clock().advance(Duration.ofSeconds(2));
    assertThat(unread()).isEqualTo(3);
    Client other = clients.socket(grace.token());

    mark(other, "read", 2);

    // What the messages had to say may have been said just now: lists have two words a second.
    town.passUntil(
        () ->
            agent.frames(inbox).stream()
                .filter(frame -> isOf(frame, "conversation.changed"))
                .map(frame -> frame.getJsonObject("body").getJsonObject("conversation"))
                .anyMatch(conversation -> conversation.getLong("unread") == 1));
    assertThat(unread()).isEqualTo(1);
    mark(agent, "read", 1);
    mark(contact, "read", 3);
    await().until(() -> rows().size() == 3);
    assertThat(unread()).isEqualTo(1);
    other.close();
  }

  @Test
  void eachReaderHasAReceiptAndSyncCarriesThemAll() {
    Client other = clients.socket(grace.token());
    mark(agent, "delivered", 3);
    mark(other, "read", 1);
    mark(contact, "read", 2);
    await().until(() -> rows().size() == 3);

    JsonObject synced =
        body(
            contact.insist(
                "messaging.sync",
                new JsonObject().put("conversationId", id).put("afterChange", 0)));

    assertThat(objects(synced, "receipts")).containsExactlyInAnyOrderElementsOf(list(contact));
    assertThat(objects(synced, "receipts"))
        .extracting(receipt -> receipt.getLong("readSeq"))
        .containsExactlyInAnyOrder(0L, 1L, 2L);
    other.close();
  }

  @Test
  void theViewSaysWhoHasReadWhichMessage() {
    say(agent, "yes");
    mark(agent, "read", 4);
    mark(contact, "read", 4);
    await().until(() -> rows().size() == 2);

    List<Map<String, Object>> read =
        campfire.sql(
            "select m.seq, v.user_id, v.read_at from read_receipts v"
                + " join messages m on m.id = v.message_id where m.conversation_id = ?"
                + " order by m.seq",
            UUID.fromString(id));

    assertThat(read)
        .extracting(row -> row.get("seq") + " " + row.get("user_id"))
        .containsExactly(
            "1 " + ada.caller().id(),
            "2 " + ada.caller().id(),
            "3 " + ada.caller().id(),
            "4 " + visitor.caller().id());
    assertThat(read).allSatisfy(row -> assertThat(row.get("read_at")).isNotNull());
  }

  @Test
  void httpMarksToo() {
    Clients.Response marked =
        clients.post(
            "/api/v1/conversations/" + id + "/receipts",
            ada.token(),
            "{\"state\":\"read\",\"seq\":3}");

    assertThat(marked.status()).isEqualTo(200);
    assertThat(marked.json()).isEqualTo(list(agent).get(0));
    assertThat(
            clients
                .post(
                    "/api/v1/conversations/" + id + "/receipts",
                    ada.token(),
                    "{\"state\":\"read\",\"seq\":4}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void whatAnAnonymousContactHasReadIsThatOfWhomTheyTurnOutToBe() {
    mark(contact, "read", 1);
    await().until(() -> rows().size() == 1);
    mark(contact, "read", 2);
    Session known = town.contact(org);
    String knownId = known.caller().id().toString();

    CampfireExtension.await(
        town.node(0)
            .bus()
            .request(
                Messaging.ADOPT, known.caller(), new AdoptConversations(visitor.caller().id())));

    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("reader_id", known.caller().id().value()));
    assertThat(list(agent))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.getLong("readSeq")).isEqualTo(2))
        .satisfies(
            receipt ->
                assertThat(receipt.getJsonObject("reader").getString("id")).isEqualTo(knownId));
    // What was not written yet is written as theirs.
    town.clock().advance(Duration.ofMillis(1_700));
    await().until(() -> rows().get(0).get("read_seq").equals(2L));
    Client after = clients.socket(known.token());
    assertThat(body(mark(after, "read", 1)).getLong("readSeq")).isEqualTo(2);
    assertThat(rows()).hasSize(1);
    after.close();
  }
}

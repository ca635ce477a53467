package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.FakeMessaging.Stored;
import dev.campfire.bridge.house.House;
import dev.campfire.contract.id.OrgId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract section 3, rules 3 and 5: what is refused, and with how many frames. */
class RefusedFramesIT {
  @RegisterExtension static final House house = new House();

  private static final String CONVERSATION = UUID.randomUUID().toString();

  /** A frame with a reply address, and the one {@code err} frame that answers it. */
  private record Refused(String what, String frame, int status, String code) {}

  /** A frame without one. */
  private record Unanswered(String what, String frame, String address, int status, String code) {}

  private static Refused send(String what, Object address, Object body, int status, String code) {
    JsonObject frame =
        new JsonObject()
            .put("type", "send")
            .put("address", address)
            .put("replyAddress", "reply")
            .put("body", body);
    return new Refused(what, frame.encode(), status, code);
  }

  private static final JsonObject NOTHING = new JsonObject();

  private static List<Refused> toSignedIn() {
    return List.of(
        send("an unknown address", "messaging.nothing", NOTHING, 404, "not_found"),
        send("another case", "Messaging.list", NOTHING, 404, "not_found"),
        send("a space behind", "messaging.list ", NOTHING, 404, "not_found"),
        send("a line break behind", "messaging.list\n", NOTHING, 404, "not_found"),
        send("no address at all but text", "", NOTHING, 404, "not_found"),
        send("a command of the inside", "messaging.heads", NOTHING, 404, "not_found"),
        send("identity", "identity.authenticate", NOTHING, 404, "not_found"),
        send("the core's events", "feeds", NOTHING, 404, "not_found"),
        send("the core's passing events", "moments", NOTHING, 404, "not_found"),
        send("the edge's own consumer", "edge.0", NOTHING, 404, "not_found"),
        send("a reply of the bus", "__vertx.reply.1", NOTHING, 404, "not_found"),
        send("a feed", "org:" + UUID.randomUUID() + ":inbox", NOTHING, 404, "not_found"),
        send("an address that is a number", 7, NOTHING, 400, "invalid_request"),
        send("an address that is null", null, NOTHING, 400, "invalid_request"),
        send("no body", "messaging.list", null, 400, "invalid_request"),
        send("a body that is a text", "messaging.list", "x", 400, "invalid_request"),
        send("a body that is a list", "messaging.list", new JsonArray(), 400, "invalid_request"),
        send("a body that is a number", "messaging.list", 1, 400, "invalid_request"),
        send(
            "an undeclared field",
            "messaging.list",
            new JsonObject().put("org", UUID.randomUUID().toString()),
            400,
            "invalid_request"),
        send(
            "another's conversation",
            "messaging.get",
            new JsonObject().put("conversationId", CONVERSATION),
            404,
            "not_found"),
        send("no token", "session.auth", NOTHING, 400, "invalid_request"),
        send(
            "a token and more",
            "session.auth",
            new JsonObject().put("token", "x").put("role", "admin"),
            400,
            "invalid_request"),
        new Refused(
            "a send with headers that are a text",
            "{\"type\":\"send\",\"address\":\"no\",\"replyAddress\":\"reply\",\"headers\":\"x\",\"body\":{}}",
            404,
            "not_found"));
  }

  private static List<Unanswered> withoutReply(OrgId org, OrgId other) {
    String id = UUID.randomUUID().toString();
    return List.of(
        unanswered("a send to nowhere", "send", "messaging.nothing", 404, "not_found"),
        unanswered("a publish to a feed", "publish", "org:" + org + ":inbox", 403, "forbidden"),
        unanswered("a publish to a command", "publish", "messaging.send", 403, "forbidden"),
        unanswered("a publish to nowhere", "publish", "nowhere", 403, "forbidden"),
        unanswered("a register on a command", "register", "messaging.send", 404, "not_found"),
        unanswered("a register on nothing", "register", "nowhere", 404, "not_found"),
        unanswered("on everything", "register", "org:*", 404, "not_found"),
        unanswered(
            "on another organisation", "register", "org:" + other + ":inbox", 404, "not_found"),
        unanswered(
            "on an organisation in capitals",
            "register",
            "org:" + org.toString().toUpperCase(java.util.Locale.ROOT) + ":inbox",
            404,
            "not_found"),
        unanswered(
            "with a line break behind", "register", "org:" + org + ":inbox\n", 404, "not_found"),
        unanswered("on no topic", "register", "org:" + org + ":nothing", 404, "not_found"),
        unanswered(
            "on a person that is another",
            "register",
            "org:" + org + ":user:" + id,
            404,
            "not_found"),
        unanswered(
            "on no conversation", "register", "org:" + org + ":conv:" + id, 404, "not_found"),
        unanswered("on half a conversation", "register", "org:" + org + ":conv:", 404, "not_found"),
        unanswered("on a reply", "register", "__vertx.reply.1", 404, "not_found"),
        unanswered("on the core's events", "register", "feeds", 404, "not_found"),
        unanswered("on its passing events", "register", "moments", 404, "not_found"),
        new Unanswered(
            "a reply address that is a number",
            "{\"type\":\"send\",\"address\":\"messaging.list\",\"replyAddress\":7,\"body\":{}}",
            "messaging.list",
            400,
            "invalid_request"));
  }

  private static Unanswered unanswered(
      String what, String type, String address, int status, String code) {
    JsonObject frame =
        new JsonObject().put("type", type).put("address", address).put("body", NOTHING);
    return new Unanswered(what, frame.encode(), address, status, code);
  }

  @TestFactory
  Stream<DynamicTest> aSendWithAReplyAddressIsRefusedWithOneFrame() {
    Session agent = house.identity.agent(house.identity.org());
    return toSignedIn().stream()
        .map(
            refused ->
                DynamicTest.dynamicTest(
                    refused.what, () -> assertRefused(house.socket(agent.token()), refused)));
  }

  private static void assertRefused(Client socket, Refused refused) {
    int before = socket.frames().size();
    socket.raw(refused.frame);
    JsonObject frame = socket.answer("reply");
    socket.roundTrip();

    assertThat(frame.fieldNames())
        .containsExactlyInAnyOrder("type", "address", "failureCode", "failureType", "message");
    assertThat(frame.getString("type")).isEqualTo("err");
    assertThat(frame.getString("failureType")).isEqualTo("RECIPIENT_FAILURE");
    assertThat(frame.getInteger("failureCode")).isEqualTo(refused.status);
    JsonObject problem = new JsonObject(frame.getString("message"));
    assertThat(problem.getString("code")).isEqualTo(refused.code);
    assertThat(problem.getInteger("status")).isEqualTo(refused.status);
    assertThat(problem.getString("type")).isEqualTo("urn:campfire:problem:" + refused.code);
    assertThat(problem.getString("instance")).matches("[0-9a-f]{32}");
    assertThat(socket.frames()).as("one answer and the pong").hasSize(before + 2);
    socket.close();
  }

  @TestFactory
  Stream<DynamicTest> aFrameWithoutAReplyAddressIsRefusedWithOneFrame() {
    Session agent = house.identity.agent(house.identity.org());
    return withoutReply(agent.org(), house.identity.org()).stream()
        .map(
            refused ->
                DynamicTest.dynamicTest(
                    refused.what, () -> assertRefused(house.socket(agent.token()), refused)));
  }

  private static void assertRefused(Client socket, Unanswered refused) {
    int before = socket.frames().size();
    socket.raw(refused.frame);
    JsonObject frame = socket.awaitFrame(any -> "err".equals(any.getString("type")));
    socket.roundTrip();

    assertThat(frame.fieldNames())
        .containsExactlyInAnyOrder("type", "address", "failureCode", "message");
    assertThat(frame.getString("address")).isEqualTo(refused.address);
    assertThat(frame.getInteger("failureCode")).isEqualTo(refused.status);
    assertThat(code(frame)).isEqualTo(refused.code);
    assertThat(socket.frames()).as("one answer and the pong").hasSize(before + 2);
    socket.close();
  }

  @TestFactory
  Stream<DynamicTest> beforeSigningInEverythingButAPingIsUnauthenticated() {
    OrgId org = house.identity.org();
    Stream<DynamicTest> sends =
        Stream.of("messaging.list", "messaging.nothing", "__vertx.reply.1")
            .map(
                address ->
                    DynamicTest.dynamicTest(
                        "send to " + address,
                        () ->
                            assertRefused(
                                house.socket(),
                                send(address, address, NOTHING, 401, "unauthenticated"))));
    Stream<DynamicTest> others =
        Stream.of("publish", "register", "unregister")
            .map(
                type ->
                    DynamicTest.dynamicTest(
                        type,
                        () ->
                            assertRefused(
                                house.socket(),
                                unanswered(
                                    type, type, "org:" + org + ":inbox", 401, "unauthenticated"))));
    return Stream.concat(sends, others);
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoFrameGetsTheStockAnswer() {
    String deep = "[".repeat(16) + "]".repeat(16);
    return Stream.of(
            new String[] {"", "invalid_json"},
            new String[] {"x", "invalid_json"},
            new String[] {"[]", "invalid_json"},
            new String[] {"\"text\"", "invalid_json"},
            new String[] {"null", "invalid_json"},
            new String[] {"{\"type\":\"ping\"} {}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"type\":\"ping\"}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"x\":{\"a\":1,\"a\":2}}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"x\":" + deep + "}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"x\":\"\\u0000\"}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"\\u0000\":1}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"x\":\"\\ud83d\"}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"x\":[{\"y\":\"\\udc00\"}]}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"x\":NaN}", "invalid_json"},
            new String[] {"{\"type\":\"ping\",\"x\":01}", "invalid_json"},
            new String[] {"{}", "missing_type"},
            new String[] {"{\"type\":null}", "missing_type"},
            new String[] {"{\"type\":7}", "missing_type"},
            new String[] {"{\"type\":{}}", "missing_type"},
            new String[] {"{\"type\":\"subscribe\",\"address\":\"a\"}", "invalid_type"},
            new String[] {"{\"type\":\"send\"}", "missing_address"},
            new String[] {"{\"type\":\"send\",\"address\":[]}", "missing_address"},
            new String[] {"{\"type\":\"register\"}", "missing_address"},
            new String[] {"{\"type\":\"register\",\"address\":7}", "missing_address"},
            new String[] {"{\"type\":\"unregister\",\"address\":null}", "missing_address"},
            new String[] {"{\"type\":\"publish\"}", "missing_address"})
        .map(
            row ->
                DynamicTest.dynamicTest(
                    "`" + row[0] + "`",
                    () -> {
                      Session agent = house.identity.agent(house.identity.org());
                      Client socket = house.socket(agent.token());
                      int before = socket.frames().size();
                      socket.raw(row[0]);
                      socket.roundTrip();
                      assertThat(socket.frames().subList(before, before + 1))
                          .containsExactly(new JsonObject().put("type", "err").put("body", row[1]));
                      assertThat(socket.frames()).hasSize(before + 2);
                      socket.close();
                    }));
  }

  @Test
  void bytesThatAreNoUtf8AreUnreadable() {
    Client socket = house.socket();

    socket.rawBytes(
        Buffer.buffer(new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}));

    JsonObject refused = socket.awaitFrame(frame -> true);
    assertThat(refused).isEqualTo(new JsonObject().put("type", "err").put("body", "invalid_json"));
    socket.close();
  }

  @Test
  void aReplyAddressOfOver36CharactersIsRefusedOnItself() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket(agent.token());
    String longOne = "r".repeat(37);

    socket.raw(
        "{\"type\":\"send\",\"address\":\"messaging.list\",\"replyAddress\":\""
            + longOne
            + "\",\"body\":{}}");

    assertThat(code(socket.answer(longOne))).isEqualTo("invalid_request");
    socket.raw(
        "{\"type\":\"send\",\"address\":\"messaging.list\",\"replyAddress\":\""
            + "r".repeat(36)
            + "\",\"body\":{}}");
    assertThat(socket.answer("r".repeat(36)).getString("type")).isEqualTo("rec");
    socket.close();
  }

  @Test
  void aContactMayNotListenToTheAgentsList() {
    Session contact = house.identity.contact(house.identity.org());
    Client socket = house.socket(contact.token());

    assertThat(code(socket.register("org:" + contact.org() + ":inbox"))).isEqualTo("forbidden");
    assertThat(code(socket.register("org:" + house.identity.org() + ":inbox")))
        .isEqualTo("not_found");
    socket.close();
  }

  @Test
  void absentAndForeignConversationsAreRefusedWordForWord() {
    Session contact = house.identity.contact(house.identity.org());
    Session stranger = house.identity.contact(contact.org());
    Session eve = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    String absent = "org:" + contact.org() + ":conv:" + UUID.randomUUID();
    Client strangerSocket = house.socket(stranger.token());
    Client eveSocket = house.socket(eve.token());

    String expected = withoutInstance(strangerSocket.register(absent));

    assertThat(withoutInstance(strangerSocket.register(stored.feed()))).isEqualTo(expected);
    assertThat(withoutInstance(eveSocket.register(stored.feed()))).isEqualTo(expected);
    strangerSocket.close();
    eveSocket.close();
  }

  private static String withoutInstance(JsonObject frame) {
    JsonObject problem = new JsonObject(frame.getString("message"));
    problem.remove("instance");
    return problem.encode();
  }

  @Test
  void unregisteringWhatIsNotRegisteredIsQuiet() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket(agent.token());
    int before = socket.frames().size();

    socket.raw("{\"type\":\"unregister\",\"address\":\"nowhere\"}");
    socket.raw("{\"type\":\"unregister\",\"address\":\"org:" + agent.org() + ":inbox\"}");
    socket.roundTrip();

    assertThat(socket.frames()).hasSize(before + 1);
    socket.close();
  }

  @Test
  void whatAClientSaysAboutItselfInHeadersIsDropped() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    Session stranger = house.identity.contact(contact.org());
    Client socket = house.socket(stranger.token());

    socket.send(
        new JsonObject()
            .put("type", "send")
            .put("address", "messaging.get")
            .put("replyAddress", "reply")
            .put(
                "headers",
                new JsonObject().put("caller", "{\"id\":\"" + contact.caller().id() + "\"}"))
            .put("body", new JsonObject().put("conversationId", stored.id().toString())));

    assertThat(code(socket.answer("reply"))).isEqualTo("not_found");
    socket.close();
  }
}

package dev.campfire.dist.print;

import static dev.campfire.dist.print.Parts.JSON;
import static dev.campfire.dist.print.Parts.ref;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.socket.CloseCode;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.session.FeedEvent;
import dev.campfire.host.json.Shape;
import dev.campfire.testkit.print.Descriptions;
import dev.campfire.testkit.print.Schemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints the event bus as a browser sees it: its addresses, its frames and their records. */
final class AsyncApiPrinter {
  private static final String HEAD =
      """
      # The event bus in the browser, printed from the Java records. Do not edit; print it anew with:
      # mvn -pl platform/dist test -Dtest=PrintedContractTest -Dcontract.print
      """;

  private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final String REPLIES = "replies";

  private final Descriptions descriptions;
  private final Map<String, Command<?, ?>> commands = new TreeMap<>();

  /** Several capabilities may announce on the same feed. */
  private final Map<String, List<Topic<?>>> topics = new TreeMap<>();

  private final Schemas schemas;
  private final ObjectNode channels = JSON.objectNode();
  private final ObjectNode operations = JSON.objectNode();
  private final ObjectNode messages = JSON.objectNode();

  private AsyncApiPrinter(
      Collection<Command<?, ?>> commands, Collection<Topic<?>> topics, Descriptions descriptions) {
    this.descriptions = descriptions;
    Set<Class<?>> requests = new LinkedHashSet<>();
    Set<Class<?>> replies = new LinkedHashSet<>(List.of(Problem.class, FeedEvent.class));
    for (Command<?, ?> command : commands) {
      if (command.audience() != Audience.INTERNAL) {
        this.commands.put(command.address(), command);
        requests.add(command.request());
        replies.add(command.reply());
      }
    }
    for (Topic<?> topic : topics) {
      if (topic.audience() != Audience.INTERNAL) {
        this.topics.computeIfAbsent(topic.name(), name -> new ArrayList<>()).add(topic);
        replies.add(topic.event());
      }
    }
    this.schemas = new Schemas(requests, replies, descriptions);
  }

  static String print(
      Collection<Command<?, ?>> commands, Collection<Topic<?>> topics, Descriptions descriptions) {
    return Parts.yaml(new AsyncApiPrinter(commands, topics, descriptions).document(), HEAD);
  }

  private ObjectNode document() {
    ObjectNode document = JSON.objectNode().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Campfire event bus")
        .put("version", Parts.VERSION)
        .put(
            "description",
            "The Vert.x event-bus bridge protocol over SockJS or a raw WebSocket. The first frame"
                + " is a `send` to `session.auth`; before it only `ping` is served. A `send` with a"
                + " `replyAddress` gets one `rec` or one `err` frame on it; a `register` is"
                + " answered on its feed by `feed.joined`. Every `publish` is `forbidden`; an"
                + " address that is not here is `not_found`. A reader ignores keys and event types"
                + " that it does not know. Texts are bounded in UTF-16 units (`x-maxUtf16Units`);"
                + " `maxLength` counts code points. Schemas are JSON Schema, draft 7 and 2020-12"
                + " alike.");
    document.put("defaultContentType", "application/json");
    document.set("servers", servers());
    addProtocol();
    commands.values().forEach(this::addCommand);
    topics.forEach(this::addTopic);
    document.set("channels", channels);
    document.set("operations", operations);
    ObjectNode components = document.putObject("components");
    components.set("messages", messages);
    components
        .putObject("securitySchemes")
        .putObject("accessToken")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", "The access token, in the first frame: `session.auth` `{token}`.");
    ObjectNode all = schemas.components();
    components.set("schemas", all);
    document.set("x-closeCodes", closeCodes());
    Parts.prune(document, all);
    return document;
  }

  private static ObjectNode servers() {
    ObjectNode servers = JSON.objectNode();
    servers.set(
        "websocket", server("/eventbus/websocket", "Raw WebSocket, frames text or binary."));
    servers.set("sockjs", server("/eventbus", "SockJS, over its WebSocket transport."));
    return servers;
  }

  private static ObjectNode server(String path, String text) {
    ObjectNode server =
        JSON.objectNode()
            .put("host", "127.0.0.1:8080")
            .put("protocol", "ws")
            .put("pathname", path)
            .put("description", text);
    server.putArray("security").add(ref("components/securitySchemes/accessToken"));
    return server;
  }

  private ArrayNode closeCodes() {
    ArrayNode codes = JSON.arrayNode();
    for (CloseCode code : CloseCode.values()) {
      codes
          .addObject()
          .put("code", code.code())
          .put("reason", code.reason())
          .put("description", descriptions.of(CloseCode.class, code.name()));
    }
    return codes;
  }

  /** An open object: the reader of frames passes over what it does not know. */
  private static ObjectNode frame(String type, String... required) {
    ObjectNode frame = JSON.objectNode().put("type", "object");
    ArrayNode names = frame.putArray("required").add("type");
    for (String name : required) {
      names.add(name);
    }
    frame.putObject("properties").putObject("type").put("type", "string").put("const", type);
    return frame;
  }

  private static ObjectNode properties(ObjectNode frame) {
    return (ObjectNode) frame.get("properties");
  }

  private static ObjectNode text() {
    return JSON.objectNode().put("type", "string");
  }

  private void addMessage(String name, String summary, ObjectNode payload, JsonNode example) {
    ObjectNode message = messages.putObject(name).put("name", name);
    if (summary != null) {
      message.put("summary", summary);
    }
    message.set("payload", payload);
    if (example != null) {
      message.putArray("examples").addObject().set("payload", example);
    }
  }

  /** The frames that no one address has for its own. */
  private void addProtocol() {
    addMessage("ping", "Sent every 25 s; 75 s without close the socket.", frame("ping"), null);
    addMessage("pong", "The answer to `ping`.", frame("pong"), null);
    ObjectNode refusal = frame("err", "address", "failureCode", "failureType", "message");
    ObjectNode fields = properties(refusal);
    fields.set("address", text().put("description", "The `replyAddress` of what is refused."));
    fields.set("failureCode", status());
    fields.set("failureType", text().put("const", "RECIPIENT_FAILURE"));
    fields.set("message", problemText());
    addMessage("refusal", "Answers a `send` that is refused or fails.", refusal, null);
    ObjectNode refused = frame("err", "address", "failureCode", "message");
    properties(refused).set("address", text().put("description", "What the frame named."));
    properties(refused).set("failureCode", status());
    properties(refused).set("message", problemText());
    addMessage(
        "refused",
        "Answers a refused `register`, `publish`, or `send` without reply.",
        refused,
        null);
    ObjectNode unreadable = frame("err", "body");
    ArrayNode reasons =
        properties(unreadable).putObject("body").put("type", "string").putArray("enum");
    List.of("invalid_json", "missing_type", "invalid_type", "missing_address")
        .forEach(reasons::add);
    addMessage("unreadable", "Answers what is no frame.", unreadable, null);
    ObjectNode socket = channels.putObject("socket").putNull("address");
    socket.put("description", "Frames that name no address.");
    ObjectNode of = socket.putObject("messages");
    for (String name : List.of("ping", "pong", "unreadable")) {
      of.set(name, ref("components/messages/" + name));
    }
    ObjectNode ping = operations.putObject("ping").put("action", "receive");
    ping.set("channel", ref("channels/socket"));
    ping.putArray("messages").add(ref("channels/socket/messages/ping"));
    ObjectNode reply = ping.putObject("reply");
    reply.set("channel", ref("channels/socket"));
    reply.putArray("messages").add(ref("channels/socket/messages/pong"));
    ObjectNode unread = operations.putObject("unreadable").put("action", "send");
    unread.set("channel", ref("channels/socket"));
    unread.putArray("messages").add(ref("channels/socket/messages/unreadable"));
    ObjectNode replies = channels.putObject(REPLIES).putNull("address");
    replies.put("description", "Where a `send` waits for its answer, by its `replyAddress`.");
    replies.putObject("messages").set("refusal", ref("components/messages/refusal"));
  }

  private static ObjectNode status() {
    ObjectNode status = JSON.objectNode().put("type", "integer");
    ArrayNode values = status.putArray("enum");
    Stream.of(ProblemCode.values()).map(ProblemCode::status).distinct().forEach(values::add);
    return status;
  }

  /** JSON inside of a text. */
  private static ObjectNode problemText() {
    ObjectNode text = text().put("description", "A `Problem`, as JSON text.");
    text.put("contentMediaType", "application/problem+json");
    text.set("contentSchema", ref("components/schemas/Problem"));
    return text;
  }

  private void addCommand(Command<?, ?> command) {
    String address = command.address();
    JsonNode asked = example(command.request());
    ObjectNode request = frame("send", "address", "body");
    properties(request).set("address", text().put("const", address));
    properties(request).set("replyAddress", text().put("maxLength", 36));
    properties(request)
        .set(
            "headers",
            JSON.objectNode().put("type", "object").put("description", "Not looked at."));
    properties(request).set("body", schemas.request(command.request()));
    ObjectNode sent = JSON.objectNode().put("type", "send").put("address", address);
    sent.put("replyAddress", REPLY_EXAMPLE).set("body", asked);
    addMessage(address + ".request", descriptions.of(command.request()), request, sent);
    ObjectNode reply = frame("rec", "address", "body");
    properties(reply).set("address", text().put("description", "The `replyAddress`."));
    properties(reply).set("body", schemas.reply(command.reply()));
    ObjectNode answered = JSON.objectNode().put("type", "rec").put("address", REPLY_EXAMPLE);
    answered.set("body", example(command.reply()));
    addMessage(address + ".reply", descriptions.of(command.reply()), reply, answered);
    ObjectNode channel = channels.putObject(address).put("address", address);
    channel
        .putObject("messages")
        .set("request", ref("components/messages/" + address + ".request"));
    ((ObjectNode) channels.get(REPLIES).get("messages"))
        .set(address, ref("components/messages/" + address + ".reply"));
    ObjectNode operation = operations.putObject(address).put("action", "receive");
    operation.set("channel", ref("channels/" + address));
    String summary = descriptions.ofAddress(address);
    summary = summary == null ? descriptions.of(command.request()) : summary;
    if (summary != null) {
      operation.put("summary", summary);
    }
    operation.putArray("messages").add(ref("channels/" + address + "/messages/request"));
    ObjectNode answer = operation.putObject("reply");
    answer.putObject("address").put("location", "$message.payload#/replyAddress");
    answer.set("channel", ref("channels/" + REPLIES));
    answer
        .putArray("messages")
        .add(ref("channels/" + REPLIES + "/messages/" + address))
        .add(ref("channels/" + REPLIES + "/messages/refusal"));
    operation.set("x-audience", Parts.roles(command.audience()));
    operation.set(
        "x-problems", Parts.names(Parts.problems(command.request(), command.refusals(), false)));
  }

  private static final String REPLY_EXAMPLE = "7d3e6f0a-58b4-4c3f-9a53-2f6f1f6f1f10";

  private static JsonNode example(Class<? extends Record> type) {
    return Schemas.example(type);
  }

  private void addTopic(String name, List<Topic<?>> announced) {
    Topic<?> topic = announced.get(0);
    String id = "feed." + name.replace(':', '.');
    ObjectNode channel = channels.putObject(id).put("address", topic.template());
    String text = descriptions.ofAddress(name);
    if (text != null) {
      channel.put("description", text);
    }
    channel.set("parameters", parameters(topic));
    ObjectNode of = channel.putObject("messages");
    addJoining(id, topic, of);
    Map<String, Class<?>> events = new LinkedHashMap<>();
    events.put("feed.joined", FeedEvent.Joined.class);
    announced.forEach(one -> collect(one, events));
    List<String> announcements = new ArrayList<>();
    events.forEach(
        (type, event) -> {
          String message = addEvent(id, topic, type, event);
          of.set(type, ref("components/messages/" + message));
          announcements.add(type);
        });
    ObjectNode operation = operations.putObject(id).put("action", "send");
    operation.set("channel", ref("channels/" + id));
    ArrayNode sent = operation.putArray("messages");
    announcements.forEach(type -> sent.add(ref("channels/" + id + "/messages/" + type)));
    operation.set("x-audience", Parts.roles(topic.audience()));
  }

  private static void collect(Topic<?> topic, Map<String, Class<?>> events) {
    Shape shape = Shape.ofType(topic.event());
    if (shape instanceof Shape.Union union) {
      union.cases().forEach((type, struct) -> events.putIfAbsent(type, struct.type()));
    } else {
      throw new IllegalArgumentException("Events of " + topic.name() + " have no `type`");
    }
  }

  private static ObjectNode parameters(Topic<?> topic) {
    ObjectNode parameters = JSON.objectNode();
    parameters.putObject("orgId").put("description", "The caller's organisation.");
    switch (topic.subject()) {
      case CONVERSATION ->
          parameters
              .putObject("conversationId")
              .put("description", "One that the caller may read.");
      case PERSON -> parameters.putObject("personId").put("description", "The caller.");
      case NONE -> {}
    }
    return parameters;
  }

  private static ObjectNode address(Topic<?> topic) {
    return text().put("pattern", "^" + topic.template().replaceAll("\\{\\w+}", ID) + "$");
  }

  private void addJoining(String id, Topic<?> topic, ObjectNode of) {
    for (String type : List.of("register", "unregister")) {
      ObjectNode frame = frame(type, "address");
      properties(frame).set("address", address(topic));
      addMessage(id + "." + type, null, frame, null);
      of.set(type, ref("components/messages/" + id + "." + type));
    }
    of.set("refused", ref("components/messages/refused"));
    ObjectNode register = operations.putObject(id + ".register").put("action", "receive");
    register.set("channel", ref("channels/" + id));
    register.put("summary", "Listens; also again, which is answered again.");
    register.putArray("messages").add(ref("channels/" + id + "/messages/register"));
    ObjectNode reply = register.putObject("reply");
    reply.set("channel", ref("channels/" + id));
    reply
        .putArray("messages")
        .add(ref("channels/" + id + "/messages/feed.joined"))
        .add(ref("channels/" + id + "/messages/refused"));
    register.set("x-audience", Parts.roles(topic.audience()));
    ObjectNode unregister = operations.putObject(id + ".unregister").put("action", "receive");
    unregister.set("channel", ref("channels/" + id));
    unregister.put("summary", "Listens no more; is not answered.");
    unregister.putArray("messages").add(ref("channels/" + id + "/messages/unregister"));
  }

  private String addEvent(String id, Topic<?> topic, String type, Class<?> event) {
    String name = id + "." + type;
    ObjectNode frame = frame("rec", "address", "body");
    properties(frame).set("address", address(topic));
    properties(frame).set("body", ref("components/schemas/" + Schemas.name(event)));
    ObjectNode example = JSON.objectNode().put("type", "rec");
    example.put("address", topic.template().replaceAll("\\{\\w+}", REPLY_EXAMPLE));
    example.set("body", Schemas.example(event.asSubclass(Record.class)));
    addMessage(name, descriptions.of(event), frame, example);
    return name;
  }
}

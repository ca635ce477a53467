package dev.campfire.dist.refusals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.contract.Caller;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.host.json.WireJson;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import dev.campfire.testkit.print.Examples;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the rows of the table are asked in: two organisations, their people, and a conversation of
 * each. Nothing in it changes, since every row is refused.
 */
final class Scene {
  private final CampfireExtension campfire;
  private final Clients clients;
  private final TestOrg org;
  private final TestOrg other;
  private final Map<Actor, String> ids = new EnumMap<>(Actor.class);
  private final Map<Actor, String> tokens = new EnumMap<>(Actor.class);
  private final Map<Actor, JsonObject> messages = new EnumMap<>(Actor.class);
  private final String absent = UUID.randomUUID().toString();
  private final String conversation;
  private final String deletedMessage;
  private final String foreign;

  Scene(CampfireExtension campfire, Clients clients) {
    this.campfire = campfire;
    this.clients = clients;
    this.org = campfire.org();
    this.other = campfire.org();
    logIn(Actor.ADA, org);
    logIn(Actor.ADMIN, org);
    logIn(Actor.EVE, other);
    visit(Actor.JOE, org);
    visit(Actor.MOE, org);
    this.conversation = opened(Actor.JOE, "{}");
    this.foreign = opened(Actor.EVE, "{\"contact\":{\"name\":\"Zoe\"}}");
    say(Actor.JOE);
    String doomed = say(Actor.ADA);
    campfire.sql(
        "update messages set content = '', deleted_at = sent_at where id = ?::uuid", doomed);
    this.deletedMessage = doomed;
    say(Actor.ADA);
  }

  private void logIn(Actor actor, TestOrg of) {
    Caller agent = of.agent("Ada Lovelace");
    String email = UUID.randomUUID() + "@demo.test";
    campfire.sql(
        "update profiles set email = ?, password_hash = ?, role = ? where user_id = ?",
        email,
        hashOfCampfire(),
        actor == Actor.ADMIN ? "admin" : "agent",
        agent.id().value());
    JsonObject body = new JsonObject().put("email", email).put("password", "campfire");
    JsonObject session = clients.post("/api/v1/auth/login", null, body.encode()).json();
    ids.put(actor, agent.id().toString());
    tokens.put(actor, session.getString("accessToken"));
  }

  private void visit(Actor actor, TestOrg of) {
    JsonObject body = new JsonObject().put("widgetKey", of.widgetKey());
    JsonObject session = clients.post("/api/v1/widget/sessions", null, body.encode()).json();
    ids.put(actor, session.getJsonObject("contact").getString("id"));
    tokens.put(actor, session.getString("accessToken"));
  }

  private String opened(Actor actor, String body) {
    return clients.post("/api/v1/conversations", token(actor), body).json().getString("id");
  }

  private String say(Actor actor) {
    JsonObject sent =
        clients
            .post(
                "/api/v1/conversations/" + conversation + "/messages",
                token(actor),
                new JsonObject().put("content", "Hello from " + actor).encode())
            .json()
            .getJsonObject("message");
    messages.put(actor, sent);
    return sent.getString("id");
  }

  /** The demo's agents have the password {@code campfire}. */
  private static String hashOfCampfire() {
    try (InputStream in = Scene.class.getResourceAsStream("/demo/demo.sql")) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher hash = Pattern.compile("\\$argon2id\\$[^']+").matcher(sql);
      if (!hash.find()) {
        throw new IllegalStateException("The demo has no password");
      }
      return hash.group();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body that the command answers: what it must have, with ids that exist. */
  ObjectNode valid(Command<?, ?> command) {
    ObjectNode body = ShapeRows.json(WireJson.writeText(Examples.least(command.request())));
    Map<String, String> known =
        Map.of(
            "conversationId",
            conversation,
            "messageId",
            message(Actor.ADA),
            "clientMessageId",
            UUID.randomUUID().toString());
    known.forEach(
        (name, value) -> {
          if (body.has(name)) {
            body.put(name, value);
          }
        });
    if (command.request() == OpenConversation.class) {
      // Whose it is, which agents must say.
      body.putObject("contact").put("name", "Zoe");
    }
    if (body.has("afterChange")) {
      body.put("afterChange", 0);
    }
    if (body.has("seq")) {
      body.put("seq", 1);
    }
    return body;
  }

  Client socket(Actor actor) {
    return clients.socket(token(actor));
  }

  TestOrg org() {
    return org;
  }

  TestOrg other() {
    return other;
  }

  String token(Actor actor) {
    return tokens.get(actor);
  }

  String id(Actor actor) {
    return ids.get(actor);
  }

  /** An id that names nothing. */
  String absent() {
    return absent;
  }

  /** Joe's, in which he and Ada have written. */
  String conversation() {
    return conversation;
  }

  /** One of the other organisation. */
  String foreign() {
    return foreign;
  }

  /** A message of the conversation that stands. */
  String message(Actor sender) {
    return messages.get(sender).getString("id");
  }

  String clientMessageId(Actor sender) {
    return messages.get(sender).getString("clientMessageId");
  }

  /** One of Ada's. */
  String deletedMessage() {
    return deletedMessage;
  }

  /**
   * All that is stored, each table in short, but for who is connected, which follows the sockets,
   * and for what is derived from the rest. Two that are equal mean that nothing else was written in
   * between.
   */
  List<String> state() {
    String each =
        campfire
            .sql(
                "select string_agg(format('select %L || md5(coalesce(string_agg(t::text, ''|'' order"
                    + " by t::text), '''')) as x from (select to_jsonb(r) - ''is_online'' -"
                    + " ''last_seen_at'' - ''watched_at'' as t from campfire.%I r) t', relname, relname),"
                    + " ' union all ') as sql from pg_class where relnamespace ="
                    + " 'campfire'::regnamespace and relkind in ('r', 'p') and not relispartition"
                    // Derived on schedules of their own.
                    + " and relname not like 'analytics\\_%' and relname not like 'search\\_%'"
                    // There to tell of refusals.
                    + " and relname <> 'audit_log'")
            .get(0)
            .get("sql")
            .toString();
    return campfire.sql("select x from (" + each + ") a order by x").stream()
        .map(table -> table.get("x").toString())
        .toList();
  }
}

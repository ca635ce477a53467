package dev.campfire.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.faults.Entry.Op;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.SendMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** F15: each message fifty times at once, over two nodes, by socket and by HTTP. */
final class Copies {
  private static final int MESSAGES = 40;
  private static final int COPIES = 50;

  private final HttpClient http;
  private final ThreeNodes cluster;
  private final Scene scene;
  private final BiConsumer<String, Object> figure;
  private final Consumer<String> miss;

  Copies(
      Vertx vertx,
      ThreeNodes cluster,
      Scene scene,
      BiConsumer<String, Object> figure,
      Consumer<String> miss) {
    this.http = vertx.createHttpClient();
    this.cluster = cluster;
    this.scene = scene;
    this.figure = figure;
    this.miss = miss;
  }

  void run() {
    Client first = scene.agent("demo-agent-0");
    Client second = scene.twinOf("demo-agent-0", 1);
    Talk talk = scene.talks().stream().filter(t -> t.members().contains(first)).findFirst().get();
    int fresh = 0;
    for (int i = 0; i < MESSAGES; i++) {
      List<JsonNode> answers = scene.await(30_000, () -> send(talk, first, second));
      long notDuplicates = answers.stream().filter(a -> !a.path("duplicate").asBoolean()).count();
      if (notDuplicates != 1) {
        miss.accept(notDuplicates + " of " + COPIES + " copies were answered as the first");
      }
      fresh += (int) notDuplicates;
    }
    figure.accept("copies", MESSAGES * COPIES);
    figure.accept("answeredAsTheFirst", fresh);
  }

  private Future<List<JsonNode>> send(Talk talk, Client first, Client second) {
    UUID cmid = UUID.randomUUID();
    String content = Entry.mark(talk.org(), talk.conv(), cmid) + " fifty times";
    SendMessage message =
        new SendMessage(new ConversationId(talk.conv()), new ClientMessageId(cmid), content);
    first.note(Op.SEND, talk.org(), talk.conv(), cmid, null, null, null);
    first.note(Op.AGAIN, talk.org(), talk.conv(), cmid, null, null, null);
    List<Future<JsonNode>> copies = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      Future<JsonNode> copy =
          switch (i % 3) {
            case 0 -> first.ask(Messaging.SEND.address(), message);
            case 1 -> second.ask(Messaging.SEND.address(), message);
            default -> post(i % 2, message);
          };
      copies.add(copy.onSuccess(answer -> acknowledge(first, talk, cmid, answer)));
    }
    return Future.all(copies).map(all -> all.<JsonNode>list());
  }

  private static void acknowledge(Client client, Talk talk, UUID cmid, JsonNode answer) {
    JsonNode message = answer.path("message");
    client.note(
        Op.ACK,
        talk.org(),
        talk.conv(),
        cmid,
        UUID.fromString(message.path("id").asText()),
        message.path("seq").asLong(),
        null);
  }

  private Future<JsonNode> post(int node, SendMessage message) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(cluster.node(node).target().host())
            .setPort(cluster.node(node).port())
            .setURI("/api/v1/conversations/" + message.conversationId() + "/messages")
            .putHeader("content-type", "application/json");
    String body =
        Json.text(
            java.util.Map.of(
                "clientMessageId", message.clientMessageId().toString(),
                "content", message.content()));
    return scene
        .tokenOf("ada@demo.test")
        .compose(token -> http.request(request.putHeader("authorization", "Bearer " + token)))
        .compose(opened -> opened.send(Buffer.buffer(body)))
        .compose(
            response ->
                response
                    .body()
                    .map(
                        read -> {
                          if (response.statusCode() > 201) {
                            throw RequestFailure.ofStatus(response.statusCode());
                          }
                          return parse(read);
                        }));
  }

  private static JsonNode parse(Buffer body) {
    try {
      return Json.tree(body.getBytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

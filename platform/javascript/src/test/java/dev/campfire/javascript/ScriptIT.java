package dev.campfire.javascript;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.messaging.ConversationEvent.MessageSent;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.spi.Frame;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scripts that are laid into the folder of two nodes, and taken out of it. */
class ScriptIT {
  private static final Path FOLDER = folder();

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2).configure("node.extensions", FOLDER.toString()).build();

  private final TestOrg org = campfire.org();

  private static Path folder() {
    try {
      return Files.createTempDirectory("campfire-extensions");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void takeOut() throws IOException {
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path lay(String name, String script) throws IOException {
    return Files.writeString(FOLDER.resolve(name), script);
  }

  private static JsonObject ask(int node, String address, Caller caller, String body) {
    return await(campfire.node(node).bus().forward(address, caller, Buffer.buffer(body)))
        .toJsonObject();
  }

  private void awaitAnswer(String address) {
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ask(0, address, org.agent(), "{}")).isNotNull());
  }

  @Test
  void aScriptAnswersWhileItsFileIsThereAndAnotherOneWhenItChanges() throws IOException {
    Path file =
        lay(
            "weather.js",
            """
            command("weather.today", "agents", (request, caller) => ({
              says: `rain in ${request.city} for ${caller.role}`,
            }));
            """);
    awaitAnswer("weather.today");

    assertThat(ask(1, "weather.today", org.agent(), "{\"city\":\"Kiel\"}"))
        .isEqualTo(new JsonObject().put("says", "rain in Kiel for agent"));
    assertThatThrownBy(() -> ask(1, "weather.today", org.contact(), "{}"))
        .hasMessageContaining("\"code\":\"forbidden\"");

    lay("weather.js", "command('weather.today', 'everyone', async () => ({says: 'sun again'}));");
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(ask(0, "weather.today", org.contact(), "{}").getString("says"))
                    .isEqualTo("sun again"));

    Files.delete(file);
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> ask(0, "weather.today", org.agent(), "{}"))
                    .hasMessageContaining("unavailable"));
  }

  @Test
  void aScriptThatBlocksOrThrowsHarmsNobodyElse() throws IOException {
    lay("endless.js", "command('endless.loop', 'agents', () => { for (;;) {} });");
    lay(
        "clumsy.js",
        """
        command("clumsy.fall", "agents", () => nothing.there);
        command("clumsy.refuse", "agents", () => { throw {code: "conflict", detail: "not now"}; });
        command("clumsy.stand", "agents", () => ({ok: true}));
        """);
    awaitAnswer("clumsy.stand");

    assertThatThrownBy(() -> ask(0, "endless.loop", org.agent(), "{}"))
        .hasMessageContaining("unavailable");
    assertThatThrownBy(() -> ask(0, "clumsy.fall", org.agent(), "{}"))
        .hasMessageContaining("internal")
        .hasMessageNotContaining("nothing");
    assertThatThrownBy(() -> ask(0, "clumsy.refuse", org.agent(), "{}"))
        .hasMessageContaining("conflict")
        .hasMessageContaining("not now");
    assertThat(ask(1, "clumsy.stand", org.agent(), "{}").getBoolean("ok")).isTrue();
  }

  @Test
  void aScriptSeesItsFacadeAndNothingElse() throws IOException {
    lay(
        "curious.js",
        """
        command("curious.look", "agents", (request, caller, campfire) => ({
          seen: ["Java", "Polyglot", "Graal", "load", "require", "process", "print", "console"]
            .filter((name) => name in globalThis),
          words: Object.keys(campfire),
          escape: String(campfire.request.constructor?.constructor?.name),
        }));
        """);
    awaitAnswer("curious.look");

    JsonObject seen = ask(0, "curious.look", org.agent(), "{}");

    assertThat(seen.getJsonArray("seen")).isEmpty();
    assertThat(seen.getJsonArray("words"))
        .containsExactlyInAnyOrder("org", "request", "publish", "log");
  }

  @Test
  void twoNodesHearAnEventOnce() throws IOException {
    lay(
        "echo.js",
        """
        topic("heard", "agents");
        on("message.sent", (event, campfire) => campfire.publish("heard", {seq: event.message.seq}));
        command("echo.ready", "agents", () => ({}));
        """);
    awaitAnswer("echo.ready");
    await().until(() -> hasHeardOfTwo());

    for (int seq = 1; seq <= 20; seq++) {
      MessageSent sent = sent(seq);
      campfire
          .bus(seq % 2)
          .publish(Messaging.CONVERSATION.at(org.id(), sent.conversationId()), sent, seq);
    }

    String feed = "org:" + org.id() + ":heard";
    await()
        .untilAsserted(
            () ->
                assertThat(campfire.events(0))
                    .filteredOn(frame -> frame.address().equals(feed))
                    .extracting(frame -> seq(frame))
                    .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, 20).boxed().toList()));
  }

  private static int seq(Frame frame) {
    return frame.bytes().toJsonObject().getJsonObject("body").getInteger("seq");
  }

  private static boolean hasHeardOfTwo() {
    List<Boolean> both = new java.util.ArrayList<>();
    for (int node = 0; node < 2; node++) {
      campfire
          .node(node)
          .bus()
          .onOffers(
              offers -> both.add(offers.stream().filter(o -> !o.parts().isEmpty()).count() == 2));
    }
    return both.get(0) && both.get(1);
  }

  private MessageSent sent(int seq) {
    ConversationId conversation = new ConversationId(UUID.randomUUID());
    Message message =
        new Message(
            new MessageId(UUID.randomUUID()),
            conversation,
            seq,
            seq,
            new ClientMessageId(UUID.randomUUID()),
            new Sender(org.contact().id(), SenderKind.CONTACT, null),
            "hello",
            campfire.clock().instant(),
            null,
            null);
    return new MessageSent(conversation, seq, message, campfire.clock().instant());
  }

  @Test
  void aScriptDoesNotSpeakInTheNameOfAPart() throws IOException {
    lay("impostor.js", "command('offers.send', 'everyone', () => ({}));");
    lay("broken.js", "command('broken.parse', 'everyone', (");
    lay("honest.js", "command('honest.ok', 'everyone', () => ({}));");
    awaitAnswer("honest.ok");

    for (String address : List.of("offers.send", "broken.parse")) {
      assertThatThrownBy(() -> ask(0, address, org.agent(), "{}"))
          .hasMessageContaining("unavailable");
    }
  }
}

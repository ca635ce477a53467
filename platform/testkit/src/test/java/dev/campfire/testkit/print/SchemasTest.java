package dev.campfire.testkit.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.testkit.check.ClosedSchemas;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemasTest {
  private static final Schemas PRINTED =
      Schemas.bare(
          List.of(SendMessage.class, UpdateConversation.class),
          List.of(SendMessage.Accepted.class, Messaging.CONVERSATION.event()));

  private static List<String> faults(String schema, JsonNode value) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putObject("components").set("schemas", PRINTED.components());
    return new ClosedSchemas(document).faults("#/components/schemas/" + schema, value);
  }

  private static ObjectNode message() {
    return (ObjectNode) Schemas.example(SendMessage.class);
  }

  private static ObjectNode update() {
    return (ObjectNode) Schemas.example(UpdateConversation.class);
  }

  @Test
  void anExampleIsAsItsSchemaSays() {
    assertThat(faults("SendMessage", message())).isEmpty();
    assertThat(faults("UpdateConversation", update())).isEmpty();
  }

  @Test
  void eachWayToBreakARecordBreaksItsSchema() {
    ObjectNode missing = message();
    missing.remove("content");
    ObjectNode updated = update();
    updated.putArray("tags").add("x".repeat(51));

    assertThat(
            List.of(
                missing,
                message().put("isAdmin", true),
                message().put("content", "x".repeat(8_001)),
                message().put("content", "😀".repeat(4_001)),
                message().put("content", " \t\u2003"),
                message().put("content", 7),
                message().put("conversationId", "01A207B0-644A-7CD7-AC23-1B2F923C568D"),
                message().putNull("clientMessageId")))
        .allSatisfy(value -> assertThat(faults("SendMessage", value)).isNotEmpty());
    assertThat(List.of(updated, update().put("status", "OPEN"), update().putNull("subject")))
        .allSatisfy(value -> assertThat(faults("UpdateConversation", value)).isNotEmpty());
    assertThat(faults("UpdateConversation", update().putNull("assigneeId"))).isEmpty();
  }

  @Test
  void anEventIsToldByItsType() {
    ObjectNode sent = JsonNodeFactory.instance.objectNode().put("type", "message.sent");
    sent.setAll(
        (ObjectNode)
            Schemas.example(dev.campfire.contract.messaging.ConversationEvent.MessageSent.class));

    assertThat(faults("ConversationEvent", sent)).isEmpty();
    assertThat(faults("ConversationEvent", sent.deepCopy().put("type", "message.lost")))
        .isNotEmpty();
  }

  /** The pattern of {@code not blank} is what the reader asks Java, for every unit. */
  @Test
  void whatIsBlankIsBlankForBoth() {
    Pattern notBlank = Pattern.compile(Schemas.NOT_BLANK);

    assertThat(
            IntStream.rangeClosed(0, 0xffff)
                .filter(
                    unit ->
                        notBlank.matcher(Character.toString(unit)).find()
                            == Character.toString(unit).isBlank()))
        .isEmpty();
  }
}

package dev.campfire.host.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.schema.Change;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireJsonTest {

  @Test
  void timesHaveExactlyThreeDecimals() {
    assertThat(
            WireJson.writeText(
                new ReadHeads.Heads(List.of(), Instant.parse("2026-01-01T00:00:00Z"))))
        .isEqualTo("{\"heads\":[],\"asOf\":\"2026-01-01T00:00:00.000Z\"}");
    assertThat(
            WireJson.writeText(
                new ReadHeads.Heads(List.of(), Instant.parse("2026-01-01T00:00:00.123456Z"))))
        .contains("00.123Z");
  }

  @Test
  void nullStandsOnlyWhereItIsDeclared() {
    assertThat(WireJson.writeText(new ListConversations.Page(List.of(), null)))
        .isEqualTo("{\"items\":[],\"next\":null}");
    assertThat(WireJson.writeText(new ReadHeads(List.of(), null))).isEqualTo("{\"orgs\":[]}");
  }

  /** Else whoever sets another field hands the conversation back to the queue. */
  @Test
  void aChangeThatIsAbsentHasNoKeyAndAChangeToNothingIsNull() {
    ConversationId id = new ConversationId(new UUID(0, 1));

    assertThat(WireJson.writeText(new UpdateConversation(id, null, null, null, null, null, "late")))
        .isEqualTo(
            "{\"conversationId\":\"00000000-0000-0000-0000-000000000001\",\"subject\":\"late\"}");
    assertThat(
            WireJson.writeText(
                new UpdateConversation(id, null, null, null, null, new Change<>(null), null)))
        .isEqualTo(
            "{\"conversationId\":\"00000000-0000-0000-0000-000000000001\",\"assigneeId\":null}");
  }

  @Test
  void anEventIsToldByItsType() {
    var event =
        new ConversationEvent.FeedHead(
            new ConversationId(new UUID(0, 1)), 3, 4, Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(WireJson.writeText(event))
        .isEqualTo(
            "{\"type\":\"feed.head\",\"conversationId\":\"00000000-0000-0000-0000-000000000001\","
                + "\"lastSeq\":3,\"changeSeq\":4,\"at\":\"2026-01-01T00:00:00.000Z\"}");
    assertThat(WireJson.readTrusted(WireJson.write(event), ConversationEvent.class))
        .isEqualTo(event);
  }

  @Test
  void anEventOfAnotherKindIsNone() {
    var receipt =
        Buffer.buffer(
            "{\"type\":\"receipt.advanced\",\"conversationId\":"
                + "\"00000000-0000-0000-0000-000000000001\",\"receipt\":{}}");

    assertThat(WireJson.readEvent(receipt, ConversationEvent.class)).isNull();
  }
}

package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.receipts.Receipt;
import dev.campfire.contract.receipts.ReceiptEvent;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Frame;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptOrderTest {
  private static final OrgId ORG = new OrgId(UUID.randomUUID());
  private static final ConversationId ONE = new ConversationId(UUID.randomUUID());
  private static final ConversationId TWO = new ConversationId(UUID.randomUUID());
  private static final PersonId ADA = new PersonId(UUID.randomUUID());
  private static final PersonId EVE = new PersonId(UUID.randomUUID());
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final ReceiptOrder order = new ReceiptOrder();

  private static Frame receipt(ConversationId conversation, PersonId reader, long had, long read) {
    Receipt receipt =
        new Receipt(
            conversation, new Receipt.Reader(reader, SenderKind.AGENT), had, read, NOW, NOW);
    return frame(
        conversation, 0, WireJson.write(new ReceiptEvent.Advanced(conversation, receipt, NOW)));
  }

  private static Frame frame(ConversationId conversation, long changeSeq, Buffer body) {
    String feed = Receipts.CONVERSATION.at(ORG, conversation).toString();
    return new Frame(feed, changeSeq, 0, Frames.received(feed, body));
  }

  @Test
  void whatTwoNodesAnnounceCrosswiseIsToldForwards() {
    assertThat(order.isOld(receipt(ONE, ADA, 270, 270))).isFalse();
    assertThat(order.isOld(receipt(ONE, ADA, 270, 269))).isTrue();
    assertThat(order.isOld(receipt(ONE, ADA, 271, 270))).isFalse();
  }

  @Test
  void eachReaderOfEachConversationHasTheirOwn() {
    order.isOld(receipt(ONE, ADA, 270, 270));

    assertThat(order.isOld(receipt(ONE, EVE, 5, 5))).isFalse();
    assertThat(order.isOld(receipt(TWO, ADA, 5, 5))).isFalse();
  }

  @Test
  void whatIsNoReceiptIsNeverOld() {
    order.isOld(receipt(ONE, ADA, 270, 270));
    Buffer quoting = Buffer.buffer("{\"type\":\"feed.head\",\"of\":\"receipt.advanced\"}");

    assertThat(order.isOld(frame(ONE, 0, quoting))).isFalse();
    assertThat(order.isOld(frame(ONE, 3, receipt(ONE, ADA, 1, 1).bytes()))).isFalse();
  }
}

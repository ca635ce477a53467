package dev.campfire.bridge.core;

import dev.campfire.contract.address.Topic;
import dev.campfire.contract.receipts.Receipt;
import dev.campfire.contract.receipts.ReceiptEvent;
import dev.campfire.contract.receipts.Receipts;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Frame;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who reads on two nodes is announced by both, and what was written first may come last: then it is
 * old, and nobody is told that a receipt went back (promise 5). For one thread.
 */
final class ReceiptOrder {
  private static final String TYPE = "\"receipt.advanced\"";

  /** The last that were heard of; some 2 MB. */
  private static final int MOST = 10_000;

  private record Reading(String feed, UUID reader) {}

  private final Map<Reading, Long> furthest =
      new LinkedHashMap<>(16, 0.75f, true) {
        @java.io.Serial private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Reading, Long> eldest) {
          return size() > MOST;
        }
      };

  /** Whether it is a receipt, and older than one of the same reader's that was seen before. */
  boolean isOld(Frame frame) {
    if (!mayBeOne(frame)) {
      return false;
    }
    Topic.Address<ReceiptEvent> feed = Receipts.CONVERSATION.parse(frame.address());
    Buffer body = frame.bytes().toJsonObject().getJsonObject("body").toBuffer();
    if (feed == null
        || !(WireJson.readEvent(body, ReceiptEvent.class)
            instanceof ReceiptEvent.Advanced advanced)) {
      return false;
    }
    Receipt receipt = advanced.receipt();
    // The database moves both on and neither back, so their sum tells the later from the earlier.
    long reached = receipt.deliveredSeq() + receipt.readSeq();
    Reading reading = new Reading(frame.address(), receipt.reader().id().value());
    return reached < furthest.merge(reading, reached, Math::max);
  }

  /** Most events are none, and not worth reading for this. */
  private static boolean mayBeOne(Frame frame) {
    return frame.changeSeq() == 0
        && frame.bytes().length() < 1_024
        && frame.bytes().toString().contains(TYPE);
  }
}

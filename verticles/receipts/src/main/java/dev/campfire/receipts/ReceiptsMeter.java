package dev.campfire.receipts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What receipts count. */
enum ReceiptsMeter implements MeterDocumentation {
  /** Marks that readers have sent. */
  MARKS("campfire.receipts.marks"),
  /** Rows that were written for them: of receipts, and of conversations with fewer unread. */
  ROWS("campfire.receipts.rows");

  private final String meter;

  ReceiptsMeter(String meter) {
    this.meter = meter;
  }

  @Override
  public String getName() {
    return meter;
  }

  @Override
  public Meter.Type getType() {
    return Meter.Type.COUNTER;
  }

  Counter counter(MeterRegistry registry) {
    return registry.counter(meter);
  }
}

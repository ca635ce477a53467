package dev.campfire.receipts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What receipts count. */
enum ReceiptsMeter implements MeterDocumentation {
  /** Marks that readers have sent. */
  MARKS("campfire.receipts.marks", Meter.Type.COUNTER),
  /** Rows that were written for them: of receipts, and of conversations with fewer unread. */
  ROWS("campfire.receipts.rows", Meter.Type.COUNTER);

  private final String meter;
  private final Meter.Type type;

  ReceiptsMeter(String meter, Meter.Type type) {
    this.meter = meter;
    this.type = type;
  }

  @Override
  public String getName() {
    return meter;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  Counter counter(MeterRegistry registry) {
    return registry.counter(meter);
  }
}

package dev.campfire.messaging;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Measures sends; looked up once, since each look-up by tag costs as much as the measuring. */
final class SendMeters {
  private final MeterRegistry registry;
  private final Timer sent;
  private final Timer duplicate;
  private final Timer refused;
  private final Timer failed;
  private final DistributionSummary batches;

  SendMeters(MeterRegistry registry) {
    this.registry = registry;
    this.sent = timer("sent");
    this.duplicate = timer("duplicate");
    this.refused = timer("refused");
    this.failed = timer("failed");
    this.batches =
        DistributionSummary.builder(MessagingMeter.BATCH.getName())
            .baseUnit(MessagingMeter.BATCH.getBaseUnit())
            .register(registry);
  }

  private Timer timer(String outcome) {
    return Timer.builder(MessagingMeter.SEND.getName()).tag("outcome", outcome).register(registry);
  }

  void watchQueue(Supplier<Number> queued) {
    Gauge.builder(MessagingMeter.QUEUED.getName(), queued)
        .baseUnit(MessagingMeter.QUEUED.getBaseUnit())
        .register(registry);
  }

  Timer.Sample start() {
    return Timer.start(registry);
  }

  void batch(int messages) {
    batches.record(messages);
  }

  void stored(Timer.Sample since, boolean repeated) {
    since.stop(repeated ? duplicate : sent);
  }

  void failed(Timer.Sample since, Throwable failure) {
    boolean callers =
        failure instanceof ProblemException problem && problem.code() != ProblemCode.UNAVAILABLE;
    since.stop(callers ? refused : failed);
  }
}

package dev.campfire.analytics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Measures looks and reports. */
final class AnalyticsMeters {
  private final MeterRegistry registry;
  private final Counter batches;
  private final Timer look;
  private final AtomicLong lagMs = new AtomicLong();

  AnalyticsMeters(MeterRegistry registry) {
    this.registry = registry;
    this.batches =
        Counter.builder(AnalyticsMeter.BATCHES.getName())
            .baseUnit(AnalyticsMeter.BATCHES.getBaseUnit())
            .register(registry);
    this.look = Timer.builder(AnalyticsMeter.LOOK.getName()).register(registry);
    Gauge.builder(AnalyticsMeter.LAG.getName(), lagMs::get)
        .baseUnit(AnalyticsMeter.LAG.getBaseUnit())
        .register(registry);
  }

  void reckoned() {
    batches.increment();
  }

  <T> Future<T> look(Future<T> look) {
    Timer.Sample since = Timer.start(registry);
    return look.onComplete(done -> since.stop(this.look));
  }

  /**
   * @param report a name of a closed list
   */
  <T> Future<T> report(String report, Future<T> answer) {
    Timer.Sample since = Timer.start(registry);
    return answer.onComplete(
        done ->
            since.stop(
                Timer.builder(AnalyticsMeter.REPORT.getName())
                    .tag("report", report)
                    .register(registry)));
  }

  void lag(Long ms) {
    lagMs.set(ms == null ? 0 : ms);
  }
}

package dev.campfire.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Metrics PAGE =
      new Metrics(
          """
          # TYPE jvm_memory_used_bytes gauge
          jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 3.0E7
          jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 1.2E7
          jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E7
          jvm_gc_pause_seconds_sum{action="end of minor GC"} 0.25
          jvm_gc_pause_seconds_sum_of_others 7.0
          campfire_bridge_sockets 12.0
          """);

  @Test
  void addsTheSeriesOfAMeter() {
    assertThat(PAGE.sum("jvm_memory_used_bytes", "area=\"heap\"")).isEqualTo(4.2e7);
    assertThat(PAGE.sum("jvm_gc_pause_seconds_sum", "")).isEqualTo(0.25);
    assertThat(PAGE.sum("campfire_bridge_sockets", "")).isEqualTo(12);
  }

  @Test
  void knowsNothingOfWhatIsNotThere() {
    assertThat(PAGE.sum("jvm_memory_used", "")).isNull();
    assertThat(Metrics.NONE.sum("jvm_memory_used_bytes", "")).isNull();
  }
}

package dev.campfire.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.report.Series;
import dev.campfire.bench.wire.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Watches the process that the test runs in. */
class TimelineIT {
  private static final Observed OURSELVES =
      new Observed(List.of(ProcessHandle.current().pid()), null, List.of(), null);

  private static Series.Plot plot(Series series, String title) {
    return series.plots().stream()
        .filter(plot -> plot.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(title + " is not in " + series.plots()));
  }

  @Test
  void showsEachSecondOfWhatWasWatched() {
    try (Timeline timeline = new Timeline(OURSELVES)) {
      Track delivered = timeline.latency("delivered", "From the intended time.");
      List<LongAdder> rates =
          timeline.rates("Throughput", "messages/s", "What was done.", "sent", "acknowledged");
      timeline.panel("Sockets", "", "Open.", () -> new Double[] {3.0}, "open");
      timeline.start();
      delivered.record(500_000_000, Phase.WARM_UP);
      timeline.beginMeasuring();
      delivered.record(2_000_000, Phase.MEASURED);
      rates.get(0).add(1_000);
      Awaitility.await().until(() -> timeline.series().seconds().size() >= 3);
      Series series = timeline.series();

      assertThat(plot(series, "Latency: delivered").lines())
          .extracting(Series.Line::name)
          .containsExactly("p50", "p90", "p99", "max");
      assertThat(plot(series, "Latency: delivered").lines().get(3).values().get(0))
          .isBetween(499.0, 501.0);
      assertThat(plot(series, "Latency: delivered").lines().get(3).values().get(1)).isNull();
      assertThat(plot(series, "Throughput").lines().get(0).values().get(0)).isPositive();
      assertThat(plot(series, "Throughput").lines().get(1).values()).containsOnly(0.0);
      assertThat(plot(series, "Sockets").lines().get(0).values()).containsOnly(3.0);
      assertThat(plot(series, "Memory of the server").lines())
          .extracting(Series.Line::name)
          .containsExactly("resident");
      assertThat(plot(series, "Processor").lines())
          .extracting(Series.Line::name)
          .containsExactly("server", "bench");
      // The warm-up is in the plots and not in the whole.
      assertThat(delivered.summary().count()).isEqualTo(1);
      assertThat(delivered.summary().max()).isBetween(1.9, 2.1);
      assertThat(timeline.usage().server()).isNotNull();
      assertThat(timeline.usage().postgres()).isNull();
    }
  }

  @Test
  void findsWhoListens() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Target target = Target.parse("http://127.0.0.1:" + socket.getLocalPort());
      Observed found =
          Observed.find(List.of(target), List.of(), List.of(), null, Path.of("no such folder"));

      assertThat(found.servers()).containsExactly(ProcessHandle.current().pid());
      assertThat(found.postgres()).isNull();
      assertThat(found.database()).isNull();
      assertThat(found.environment().servers().get(0).java())
          .isEqualTo(System.getProperty("java.version"));
    }
  }

  @Test
  void looksForNobodyOnOtherMachines() {
    Target target = Target.parse("https://chat.example.com");

    assertThat(Observed.find(List.of(target), List.of(), List.of(), null, Path.of("")).servers())
        .isEmpty();
  }
}

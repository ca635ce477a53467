package dev.campfire.bench.watch;

import dev.campfire.bench.report.Machine;
import dev.campfire.bench.report.Series;
import dev.campfire.bench.wire.Management;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A run second by second, or less often. What is watched has to be declared before {@link #start};
 * it is looked at on a thread of the timeline's own.
 */
public final class Timeline implements AutoCloseable {
  private static final double[] PERCENTS = {50, 90, 99, 100};
  private static final String[] PERCENT_NAMES = {"p50", "p90", "p99", "max"};
  private static final double NANOS = 1e9;
  private static final double MEBIBYTE = 1 << 20;

  private final Observed observed;
  private final Duration interval;
  private final List<Panel> panels = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread named = new Thread(task, "bench-timeline");
            named.setDaemon(true);
            return named;
          });
  private final Map<Management, Metrics> metrics = new LinkedHashMap<>();
  private long startNanos;
  private long lastNanos;
  private double sinceLastLook;
  private volatile Mark from;
  private Mark to;

  /** A plot that grows. */
  private static final class Panel {
    final String title;
    final String unit;
    final String about;
    final Map<String, List<Double>> lines = new LinkedHashMap<>();
    Supplier<Double[]> look;

    Panel(String title, String unit, String about, String... lines) {
      this.title = title;
      this.unit = unit;
      this.about = about;
      for (String line : lines) {
        this.lines.put(line, new ArrayList<>());
      }
    }

    void add() {
      Double[] values = look.get();
      int index = 0;
      for (List<Double> line : lines.values()) {
        line.add(values[index++]);
      }
    }

    Series.Plot plot() {
      List<Series.Line> shown =
          lines.entrySet().stream()
              // A line of nothing says nothing: nobody was there to be asked.
              .filter(line -> line.getValue().stream().anyMatch(value -> value != null))
              .map(line -> new Series.Line(line.getKey(), line.getValue()))
              .toList();
      return new Series.Plot(title, unit, about, shown);
    }
  }

  /** What the processors had done at a moment. */
  private record Mark(long nanos, Double server, Double postgres, double bench) {}

  public Timeline(Observed observed) {
    this(observed, Duration.ofSeconds(1));
  }

  /**
   * @param interval how often it looks, in whole seconds
   */
  public Timeline(Observed observed, Duration interval) {
    this.observed = observed;
    this.interval = interval;
  }

  /**
   * Watches a latency: a plot of its percentiles.
   *
   * @param name what is waited for, such as {@code delivered}
   * @param about in a sentence, from when to when
   */
  public Track latency(String name, String about) {
    Track track = new Track(name);
    panel("Latency: " + name, "ms", about, () -> track.sinceLastLook(PERCENTS), PERCENT_NAMES);
    return track;
  }

  /**
   * Watches how many there are a second: a plot with a line for each.
   *
   * @return counters, in the order of the names
   */
  public List<LongAdder> rates(String title, String unit, String about, String... names) {
    List<LongAdder> counters = Arrays.stream(names).map(name -> new LongAdder()).toList();
    panel(
        title,
        unit,
        about,
        () ->
            counters.stream()
                .map(counter -> counter.sumThenReset() / sinceLastLook)
                .toArray(Double[]::new),
        names);
    return counters;
  }

  /**
   * Watches values that are there to be looked at.
   *
   * @param look is asked each second, on the timeline's thread, for one value a line; null for none
   */
  public void panel(
      String title, String unit, String about, Supplier<Double[]> look, String... lines) {
    Panel panel = new Panel(title, unit, about, lines);
    panel.look = look;
    panels.add(panel);
  }

  /** Begins to look. */
  public Timeline start() {
    processors();
    memory();
    collections();
    startNanos = System.nanoTime();
    lastNanos = startNanos;
    from = mark();
    thread.scheduleAtFixedRate(
        this::look, interval.toSeconds(), interval.toSeconds(), TimeUnit.SECONDS);
    return this;
  }

  private void processors() {
    double[] before = {0, 0, 0};
    Double[] none = {null, null, null};
    panel(
        "Processor",
        "% of one core",
        "What the server's, PostgreSQL's and the bench's own processes take.",
        () -> {
          Mark now = mark();
          Double[] used = {now.server(), now.postgres(), now.bench()};
          Double[] shown = none.clone();
          for (int i = 0; i < used.length; i++) {
            if (used[i] != null) {
              shown[i] =
                  before[i] == 0 ? null : Math.max(0, 100 * (used[i] - before[i]) / sinceLastLook);
              before[i] = used[i];
            }
          }
          return shown;
        },
        "server",
        "PostgreSQL",
        "bench");
  }

  private void memory() {
    panel(
        "Memory of the server",
        "MiB",
        "Resident, as the system counts it; used of the heap, with its garbage; and what was live"
            + " after the last collection that looked at everything.",
        () -> new Double[] {resident(), heap(), live()},
        "resident",
        "heap used",
        "heap live");
  }

  private Double resident() {
    return observed.servers().isEmpty()
        ? null
        : observed.servers().stream().mapToDouble(Machine::residentMiB).sum();
  }

  private Double heap() {
    Double bytes = sum("jvm_memory_used_bytes", "area=\"heap\"");
    return bytes == null ? null : bytes / MEBIBYTE;
  }

  private Double live() {
    Double bytes = sum("jvm_gc_live_data_size_bytes", "");
    return bytes == null || bytes == 0 ? null : bytes / MEBIBYTE;
  }

  private void collections() {
    Double[] before = {null};
    panel(
        "Garbage collection of the server",
        "ms each second",
        "How long it stood still for its garbage.",
        () -> {
          Double paused = sum("jvm_gc_pause_seconds_sum", "");
          Double shown =
              paused == null || before[0] == null
                  ? null
                  : Math.max(0, 1_000 * (paused - before[0]) / sinceLastLook);
          before[0] = paused;
          return new Double[] {shown};
        },
        "paused");
  }

  /** Of all nodes; null if none tells. */
  private Double sum(String meter, String tag) {
    Double sum = null;
    for (Metrics page : metrics.values()) {
      Double value = page.sum(meter, tag);
      if (value != null) {
        sum = sum == null ? value : sum + value;
      }
    }
    return sum;
  }

  private synchronized void look() {
    observed.managements().forEach(each -> metrics.put(each, Metrics.of(each)));
    long now = System.nanoTime();
    sinceLastLook = Math.max(1, now - lastNanos) / NANOS;
    lastNanos = now;
    seconds.add((now - startNanos) / NANOS);
    panels.forEach(Panel::add);
  }

  private Mark mark() {
    return new Mark(
        System.nanoTime(),
        observed.servers().isEmpty()
            ? null
            : observed.servers().stream()
                .mapToDouble(pid -> new ProcessFamily(pid).processorSeconds())
                .sum(),
        observed.postgres() == null
            ? null
            : new ProcessFamily(observed.postgres()).processorSeconds(),
        Machine.processorNanos() / NANOS);
  }

  /** The warm-up is over: what is used counts from here. Does not block. */
  public void beginMeasuring() {
    thread.execute(() -> from = mark());
  }

  /** What is used from here on does not count. Blocks for a few milliseconds. */
  public void endMeasuring() {
    to = mark();
  }

  /** What was used while it was measured. */
  public Usage usage() {
    Mark end = to == null ? mark() : to;
    return new Usage(
        (end.nanos() - from.nanos()) / NANOS,
        end.server() == null ? null : end.server() - from.server(),
        end.postgres() == null ? null : end.postgres() - from.postgres(),
        end.bench() - from.bench());
  }

  /** The looks so far. */
  public synchronized Series series() {
    return new Series(
        List.copyOf(seconds),
        (from.nanos() - startNanos) / NANOS,
        panels.stream().map(Panel::plot).filter(plot -> !plot.lines().isEmpty()).toList());
  }

  /** Looks no more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}

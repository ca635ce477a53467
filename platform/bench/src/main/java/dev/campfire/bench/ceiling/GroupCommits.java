package dev.campfire.bench.ceiling;

import dev.campfire.bench.ceiling.BatchWriter.Line;
import dev.campfire.contract.id.ClientMessageId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How many messages a second the database commits durably when nothing else is done: the best of
 * several sizes of a batch and numbers of writers.
 */
final class GroupCommits {
  private static final int[] BATCHES = {20, 50, 200};
  private static final int[] WRITERS = {1, 2};

  private final BatchWriter writer;
  private final List<Line> places;
  private final long warmupNanos;
  private final long nanos;

  /**
   * One way to commit.
   *
   * @param perSecond messages
   */
  record Rate(int batch, int writers, double perSecond) {}

  /** Until when a round writes, and what it has written. */
  private static final class Round {
    final long from;
    final long until;
    long count;
    long lastNanos;

    Round(long from, long until) {
      this.from = from;
      this.until = until;
      this.lastNanos = from;
    }
  }

  /**
   * @param places conversations with who writes there; ids are made anew for each message
   * @param warmupNanos of each way, not measured
   * @param nanos how long each is measured
   */
  GroupCommits(BatchWriter writer, List<Line> places, long warmupNanos, long nanos) {
    this.writer = writer;
    this.places = List.copyOf(places);
    this.warmupNanos = warmupNanos;
    this.nanos = nanos;
  }

  /** Every way, one after the other. */
  Future<List<Rate>> measure() {
    List<Supplier<Future<Rate>>> ways = new ArrayList<>();
    for (int writers : WRITERS) {
      for (int batch : BATCHES) {
        ways.add(() -> measure(batch, writers));
      }
    }
    List<Rate> rates = new ArrayList<>();
    Future<?> all = Future.succeededFuture();
    for (Supplier<Future<Rate>> way : ways) {
      all = all.compose(before -> way.get()).map(rates::add);
    }
    return all.map(done -> rates);
  }

  static Rate best(List<Rate> rates) {
    return rates.stream().max(Comparator.comparingDouble(Rate::perSecond)).orElseThrow();
  }

  private Future<Rate> measure(int batch, int writers) {
    long from = System.nanoTime() + warmupNanos;
    Round round = new Round(from, from + nanos);
    List<Future<Void>> all =
        IntStream.range(0, writers)
            .mapToObj(number -> write(round, batch, shareOf(number, writers), 0))
            .toList();
    return Future.all(all)
        .map(
            done ->
                new Rate(
                    batch,
                    writers,
                    Math.rint(round.count * 1e9 / Math.max(1, round.lastNanos - round.from))));
  }

  /** As lanes do: a conversation has always the same writer, so they wait for no lock. */
  private List<Line> shareOf(int writer, int writers) {
    return IntStream.range(0, places.size())
        .filter(place -> place % writers == writer)
        .mapToObj(places::get)
        .toList();
  }

  private Future<Void> write(Round round, int batch, List<Line> share, int next) {
    if (System.nanoTime() > round.until || share.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Line> lines =
        IntStream.range(next, next + batch)
            .mapToObj(number -> fresh(share.get(number % share.size())))
            .toList();
    return writer
        .write(lines)
        .compose(
            written -> {
              if (written != batch) {
                return Future.failedFuture(
                    new IllegalStateException(
                        "of " + batch + " messages " + written + " were new"));
              }
              long now = System.nanoTime();
              if (now > round.from) {
                round.count += written;
                round.lastNanos = Math.max(now, round.lastNanos);
              }
              return write(round, batch, share, (next + batch) % share.size());
            });
  }

  private static Line fresh(Line place) {
    return new Line(
        place.org(),
        place.conversation(),
        place.sender(),
        new ClientMessageId(UUID.randomUUID()),
        place.content());
  }
}

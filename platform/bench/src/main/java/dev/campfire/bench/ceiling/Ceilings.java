package dev.campfire.bench.ceiling;

import dev.campfire.bench.ceiling.BatchWriter.Line;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.report.Row;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * The machine's limits, measured right after a run, so that its figure can be told as a share of
 * them on a machine of whatever speed.
 */
public final class Ceilings {
  /** What each of the ways may take at most. */
  public static final Duration LONGEST = Duration.ofMinutes(1);

  private static final int WAYS = 7;

  /** What the frame of a message has around its content, about. */
  private static final int ENVELOPE = 250;

  /** Of the ceiling of commits, that a run which asks for so much has to reach: a third. */
  private static final double SHARE_PERCENT = 33.3;

  private final Vertx vertx;
  private final PgTarget database;
  private final long nanos;
  private final Consumer<String> progress;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param database whose limit is looked for; null if it is not known
   * @param each how long each of the seven ways is measured, behind a third of it for warming up
   */
  public Ceilings(Vertx vertx, PgTarget database, Duration each, Consumer<String> progress) {
    this.vertx = vertx;
    this.database = database;
    this.nanos = each.toNanos();
    this.progress = progress;
  }

  /** How long it may take in all. */
  public static Duration patience(Duration each) {
    return each.multipliedBy(2L * WAYS).plusSeconds(30);
  }

  /** What is found, as a part of a result. */
  public record Found(List<Row> rows, List<String> remarks) {
    public static final Found NOTHING = new Found(List.of(), List.of());
  }

  /**
   * Writes into the conversations.
   *
   * @param places conversations with who writes there, and what
   * @param asked messages a second that the run asked for
   * @param reached messages a second that it had
   * @return what is found; what cannot be measured is told as a remark
   */
  public Future<Found> measure(List<Line> places, double asked, double reached) {
    return commits(places, asked, reached)
        .otherwise(failure -> remark("Group commits could not be measured", failure))
        .compose(done -> echo(places, reached))
        .otherwise(failure -> remark("Frames sent back could not be measured", failure))
        .map(done -> new Found(rows, remarks));
  }

  private Void remark(String what, Throwable failure) {
    remarks.add(what + ": " + failure.getMessage() + ".");
    return null;
  }

  private Future<Void> commits(List<Line> places, double asked, double reached) {
    BatchWriter.Source source =
        ServiceLoader.load(BatchWriter.Source.class).findFirst().orElse(null);
    if (database == null || source == null) {
      remarks.add(
          database == null
              ? "Group commits were not measured: --data or --database says where."
              : "Group commits were not measured: this bench came without the product.");
      return Future.succeededFuture();
    }
    progress.accept("Measuring group commits alone");
    BatchWriter writer = source.open(vertx, database.url().toString());
    return new GroupCommits(writer, places, nanos / 3, nanos)
        .measure()
        .onSuccess(rates -> tell(rates, asked, reached))
        .eventually(writer::close)
        .mapEmpty();
  }

  private void tell(List<GroupCommits.Rate> rates, double asked, double reached) {
    for (GroupCommits.Rate rate : rates) {
      String writers = rate.writers() == 1 ? "1 writer" : rate.writers() + " writers";
      rows.add(
          Row.told(
              "commits alone, batches of %d, %s".formatted(rate.batch(), writers),
              "messages/s",
              rate.perSecond()));
    }
    double ceiling = GroupCommits.best(rates).perSecond();
    rows.add(Row.told("ceiling of group commits", "messages/s", ceiling));
    double share = Math.rint(1_000 * reached / ceiling) / 10;
    String name = "throughput of that ceiling";
    // Who asks for less cannot reach it.
    rows.add(
        asked * 100 >= ceiling * SHARE_PERCENT
            ? Row.atLeast(name, "%", share, SHARE_PERCENT)
            : Row.told(name, "%", share));
  }

  private Future<Void> echo(List<Line> places, double reached) {
    progress.accept("Measuring frames that are only sent back");
    int size = places.get(0).content().length() + ENVELOPE;
    return vertx
        .executeBlocking(Echo::start)
        .compose(
            echo ->
                echo.measure(vertx, size, nanos / 3, nanos)
                    .eventually(
                        () ->
                            vertx.executeBlocking(
                                () -> {
                                  echo.close();
                                  return null;
                                })))
        .onSuccess(
            roundTrips -> {
              rows.add(Row.told("ceiling of WebSocket echo", "round trips/s", roundTrips));
              rows.add(
                  Row.told(
                      "throughput of the echo's ceiling",
                      "%",
                      Math.rint(1_000 * reached / roundTrips) / 10));
            })
        .mapEmpty();
  }
}

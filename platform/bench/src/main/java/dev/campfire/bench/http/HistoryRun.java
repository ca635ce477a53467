package dev.campfire.bench.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.load.EventLoop;
import dev.campfire.bench.load.Slot;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Pages of history, each of another conversation, of a database that holds a lot. */
public final class HistoryRun {
  private final HistorySettings settings;
  private final Observed observed;
  private final Consumer<String> progress;
  private final PgSample sample;
  private final Timeline timeline;
  private final Questions questions;
  private final Desk desk;
  private final Random random = new Random(1);
  private long wrongPages;

  private HistoryRun(
      HistorySettings settings,
      Observed observed,
      PgSample sample,
      Consumer<String> progress,
      Context context) {
    this.settings = settings;
    this.observed = observed;
    this.sample = sample;
    this.progress = progress;
    this.timeline = new Timeline(observed);
    this.questions = new Questions(context, timeline, settings.load().schedule(), this::ask);
    this.desk = new Desk(context.owner(), settings.load().cast(), settings.load().connections());
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure} or {@link
   *     dev.campfire.bench.RefusedSettings}
   */
  public static Result run(HistorySettings settings, Observed observed, Consumer<String> progress) {
    PgSample sample =
        PgSample.draw(
            observed.database(), settings.load().cast().widgetKey(), settings.conversations());
    progress.accept(
        "%,d conversations drawn from a database of %,d messages"
            .formatted(sample.conversations().size(), sample.messages()));
    return EventLoop.run(
        settings.load().length(),
        context -> new HistoryRun(settings, observed, sample, progress, context).play());
  }

  private Future<Result> play() {
    return desk.signIn()
        .compose(signedIn -> questions.ask(progress))
        .map(asked -> result())
        .onComplete(over -> timeline.close());
  }

  /** By turns the newest page, and one from the middle. */
  private Future<?> ask(Slot slot) {
    PgSample.Drawn drawn =
        sample.conversations().get(random.nextInt(sample.conversations().size()));
    boolean newest = slot.ordinal() % 2 == 0;
    long before = newest ? drawn.lastSeq() + 1 : 1 + random.nextLong(drawn.lastSeq());
    String path = "/conversations/" + drawn.id() + "/messages?limit=" + settings.limit();
    return desk.get(newest ? path : path + "&beforeSeq=" + before)
        .onSuccess(page -> check(page, before));
  }

  private void check(JsonNode page, long before) {
    JsonNode messages = page.path("messages");
    long expected = Math.min(settings.limit(), before - 1);
    long last = messages.path(messages.size() - 1).path("seq").asLong(0);
    // Somebody may write meanwhile, so the newest page may be newer than what was drawn.
    if (messages.size() < expected || last < Math.min(before - 1, expected)) {
      wrongPages++;
    }
  }

  private Result result() {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.none("pages without what is stored", wrongPages));
    rows.add(Row.within("answered, p99", "ms", questions.summary().p99(), settings.mostP99Ms()));
    rows.add(Row.told("messages in the database", "", sample.messages()));
    rows.add(Row.told("conversations drawn", "", sample.conversations().size()));
    return questions.result(
        "history",
        "agents read pages of conversations drawn at random: the newest, and one before it",
        settings.shown(),
        observed,
        rows,
        "page",
        List.of());
  }
}

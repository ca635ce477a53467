package dev.campfire.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.load.Contacts.Contact;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.SignalTyping;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Contacts who are connected and type now and then. */
public final class TypingRun {
  /** After the last stop: what was lost has to end by itself (contract section 4, promise 7). */
  private static final long LAST_WORDS_MS = 6_000;

  private static final long COME_BACK_MS = 1_000;

  private final TypingSettings settings;
  private final Consumer<String> progress;
  private final Vertx vertx;
  private final Random random = new Random(1);
  private final Contacts contacts;
  private final List<Typist> typists = new ArrayList<>();
  private Latency seen = new Latency();
  private long signals;
  private long refused;
  private long unseen;
  private long lost;
  private boolean isOver;

  private TypingRun(TypingSettings settings, Consumer<String> progress, Context context) {
    this.settings = settings;
    this.progress = progress;
    this.vertx = context.owner();
    this.contacts =
        new Contacts(
            vertx,
            settings.cast().targets(),
            settings.cast().widgetKey(),
            settings.contacts(),
            new Log(),
            COME_BACK_MS);
  }

  private final class Log implements Person.ConnectionLog {
    @Override
    public void lost(int closeCode) {
      lost++;
    }

    @Override
    public void refused(RequestFailure failure) {
      refused++;
    }

    @Override
    public void fault(String what) {
      progress.accept("The server broke the protocol: " + what);
      refused++;
    }
  }

  /** A contact who types. */
  private final class Typist {
    final Contact contact;
    long signalledAtNanos;
    boolean isSeen;

    Typist(Contact contact) {
      this.contact = contact;
    }

    void hear(JsonNode event) {
      if (!event.path("type").asText().equals("typing.changed")) {
        return;
      }
      boolean now = !event.path("typists").isEmpty();
      if (now && !isSeen && signalledAtNanos > 0) {
        seen.record(System.nanoTime() - signalledAtNanos);
        signalledAtNanos = 0;
      }
      isSeen = now;
    }

    void type() {
      if (isOver) {
        return;
      }
      signalledAtNanos = System.nanoTime();
      signal(true);
      vertx.setTimer(settings.length().toMillis(), stop -> stop());
    }

    private void stop() {
      if (signalledAtNanos > 0) {
        unseen++;
        signalledAtNanos = 0;
      }
      signal(false);
    }

    private void signal(boolean typing) {
      // Those who stop when it is over are no part of what was measured.
      signals += isOver ? 0 : 1;
      contact
          .person()
          .ask(Presence.TYPING.address(), new SignalTyping(contact.conversation(), typing))
          .onFailure(failure -> refused++);
    }
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure}
   */
  public static TypingReport run(TypingSettings settings, Consumer<String> progress) {
    return EventLoop.run(
        settings.warmup().plus(settings.duration()).plus(Contacts.COMING),
        context -> new TypingRun(settings, progress, context).play());
  }

  private Future<TypingReport> play() {
    progress.accept("Setting up " + settings.contacts() + " contacts");
    return contacts
        .come(settings.contacts(), this::welcome)
        .compose(opened -> pause(settings.every().toMillis()))
        .compose(calm -> warmUp());
  }

  private Future<?> welcome(Contact contact) {
    Typist typist = new Typist(contact);
    typists.add(typist);
    return contact.join(
        Presence.TYPISTS_OF.at(contact.org(), contact.conversation()), typist::hear);
  }

  /** A server that has just started compiles; that is no cost of typing. */
  private Future<TypingReport> warmUp() {
    progress.accept("Typing");
    for (Typist typist : typists) {
      long phaseMs = 1 + random.nextLong(settings.every().toMillis());
      vertx.setTimer(
          phaseMs,
          first -> {
            typist.type();
            vertx.setPeriodic(settings.every().toMillis(), next -> typist.type());
          });
    }
    return pause(settings.warmup().toMillis()).compose(warm -> measure());
  }

  private Future<TypingReport> measure() {
    progress.accept("Measuring");
    lost = 0;
    refused = 0;
    unseen = 0;
    signals = 0;
    seen = new Latency();
    long startNanos = System.nanoTime();
    Double before = serverSeconds();
    return pause(settings.duration().toMillis())
        .compose(
            done -> {
              double seconds = (System.nanoTime() - startNanos) / 1e9;
              Double used = before == null ? null : serverSeconds() - before;
              isOver = true;
              return pause(settings.length().toMillis() + LAST_WORDS_MS)
                  .map(ended -> report(seconds, used));
            });
  }

  private TypingReport report(double seconds, Double serverSeconds) {
    long stuck = 0;
    for (Typist typist : typists) {
      if (typist.isSeen) {
        stuck++;
      }
    }
    contacts.leave();
    return new TypingReport(
        typists.size(),
        seconds,
        signals,
        refused,
        unseen,
        stuck,
        lost,
        seen.summary(),
        serverSeconds);
  }

  private Double serverSeconds() {
    return settings.serverPid() == null
        ? null
        : ProcessHandle.of(settings.serverPid())
            .flatMap(process -> process.info().totalCpuDuration())
            .map(used -> used.toMillis() / 1e3)
            .orElseThrow(() -> new RunFailure("The server is gone.", null));
  }

  private Future<Void> pause(long ms) {
    Promise<Void> paused = Promise.promise();
    vertx.timer(ms, TimeUnit.MILLISECONDS).onComplete(due -> paused.complete());
    return paused.future();
  }
}

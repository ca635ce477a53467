package dev.campfire.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.OrgId;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look asks of the database. */
class ReckonerTest {
  private static final OrgId ORG = new OrgId(UUID.randomUUID());
  private static final int LOOKS_BY_HINTS = 9;

  private final Asked asked = new Asked();
  private final Reckoner reckoner =
      new Reckoner(
          asked,
          new RecordingBus(),
          new TestClock(),
          new AnalyticsMeters(new SimpleMeterRegistry()));

  /** Answers like a database in which nothing happens, and remembers what it was asked. */
  private static final class Asked implements ReckoningStore {
    private final List<String> questions = new ArrayList<>();
    private boolean isBusy;
    private boolean isAlwaysNews;
    private int pages;
    private Promise<Reckoned> pending;

    @Override
    public Future<List<OrgId>> changedSince(Instant since) {
      questions.add("changedSince");
      return Future.succeededFuture(since == null ? List.of(ORG) : List.of());
    }

    @Override
    public Future<Instant> sweptAt(OrgId org) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> keepSweep(OrgId org, Instant startedAt) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Reckoned> reckon(OrgId org, Place after, boolean owed, Instant now) {
      questions.add("reckon");
      if (pages > 0) {
        Place next = --pages == 0 ? null : after;
        pending = Promise.promise();
        return pending.future().map(done -> new Reckoned(false, next, false, false, 0, 0));
      }
      if (isAlwaysNews) {
        Place next = Place.of(now.plusMillis(1));
        return Future.succeededFuture(new Reckoned(false, next, false, false, 0, 0));
      }
      return Future.succeededFuture(
          isBusy ? Reckoned.BUSY : new Reckoned(false, null, false, false, 0, 0));
    }

    /** Answers what is asked, and what is asked then. */
    void answer() {
      while (pending != null) {
        Promise<Reckoned> question = pending;
        pending = null;
        question.complete();
      }
    }

    List<String> take() {
      List<String> taken = List.copyOf(questions);
      questions.clear();
      return taken;
    }
  }

  @BeforeEach
  void theLongLookIsOver() {
    reckoner.look();
    asked.take();
  }

  private List<String> look() {
    reckoner.look();
    return asked.take();
  }

  @Test
  void whileNothingIsHeardNineLooksOfTenAskNothing() {
    for (int look = 1; look <= LOOKS_BY_HINTS; look++) {
      assertThat(look()).isEmpty();
    }
    assertThat(look()).containsExactly("changedSince");
    assertThat(look()).isEmpty();
  }

  @Test
  void anOrganisationThatWasHeardOfIsLookedAtOnce() {
    reckoner.heard(ORG);
    reckoner.heard(ORG);

    assertThat(look()).containsExactly("reckon");
    assertThat(look()).isEmpty();
  }

  /** As many as five million conversations have. */
  @Test
  void aLookOverManyPagesComesToItsEnd() {
    asked.pages = 25_000;
    reckoner.heard(ORG);

    Future<Void> look = reckoner.look();
    asked.answer();

    assertThat(look.isComplete()).isTrue();
    assertThat(asked.take()).hasSize(25_000);
  }

  /** A thousand conversations in which something is said all the time. */
  @Test
  void aLookDoesNotRunAfterWhatIsSaidMeanwhile() {
    reckoner.heard(ORG);
    asked.isAlwaysNews = true;
    assertThat(look()).containsExactly("reckon");

    asked.isAlwaysNews = false;

    assertThat(look()).containsExactly("reckon");
    assertThat(look()).isEmpty();
  }

  @Test
  void whoeverIsTurnedAwayComesAgain() {
    asked.isBusy = true;
    reckoner.heard(ORG);
    assertThat(look()).containsExactly("reckon");

    asked.isBusy = false;

    assertThat(look()).containsExactly("reckon");
    assertThat(look()).isEmpty();
  }
}

package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.testkit.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IndexerTest {
  private static final ListCursor SOMEWHERE =
      new ListCursor(Instant.EPOCH, new ConversationId(UUID.randomUUID()));

  private final Pages pages = new Pages();
  private final TestClock clock = new TestClock();
  private final List<Runnable> later = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private final Indexer indexer =
      new Indexer(
          pages,
          clock,
          (delay, task) -> {
            delays.add(delay);
            later.add(task);
          });

  /** Of one organisation, each answered when the test says so. */
  private static final class Pages implements SearchStore {
    private int left;
    private Promise<ListCursor> pending;

    @Override
    public Future<List<OrgId>> orgsToIndex() {
      return Future.succeededFuture(List.of(new OrgId(UUID.randomUUID())));
    }

    @Override
    public Future<ListCursor> indexNext(OrgId org, ListCursor from, Instant quietSince) {
      left--;
      pending = Promise.promise();
      return pending.future();
    }

    void answer() {
      Promise<ListCursor> question = pending;
      pending = null;
      question.complete(left == 0 ? null : SOMEWHERE);
    }
  }

  private void look() {
    later.remove(0).run();
  }

  /** What was written before there was an index, or while no node ran. */
  @Test
  void looksAgainAfterManyPages() {
    pages.left = 25_000;
    indexer.start();

    while (pages.left > 0) {
      look();
      pages.answer();
    }

    assertThat(later).hasSize(1);
  }

  @Test
  void restsForAsLongAsItHasWorked() {
    pages.left = 2;
    indexer.start();
    look();

    clock.advance(Duration.ofMillis(70));
    pages.answer();

    assertThat(delays).last().isEqualTo(Duration.ofMillis(70));
    assertThat(pages.left).isEqualTo(1);
    look();
    assertThat(pages.left).isZero();
  }

  @Test
  void goesNoFurtherOnceItIsStopped() {
    pages.left = 3;
    indexer.start();
    look();

    indexer.stop();
    pages.answer();

    assertThat(pages.left).isEqualTo(2);
  }
}

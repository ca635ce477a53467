package dev.campfire.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.ceiling.BatchWriter.Line;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.contract.messaging.SenderKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class GroupCommitsTest {
  private static final int PLACES = 7;
  private static final long NO_TIME = -1;
  private static final long LONG = 1_000_000_000_000L;

  private final List<List<Line>> written = new ArrayList<>();

  private static List<Line> places() {
    OrgId org = new OrgId(UUID.randomUUID());
    return IntStream.range(0, PLACES)
        .mapToObj(
            number ->
                new Line(
                    org,
                    new ConversationId(new UUID(0, number)),
                    new Sender(new PersonId(new UUID(1, number)), SenderKind.CONTACT, null),
                    null,
                    "text"))
        .toList();
  }

  private Future<List<GroupCommits.Rate>> measure(
      long nanos, Function<List<Line>, Future<Integer>> answer) {
    BatchWriter writer =
        new BatchWriter() {
          @Override
          public Future<Integer> write(List<Line> batch) {
            written.add(batch);
            return answer.apply(batch);
          }

          @Override
          public Future<Void> close() {
            return Future.succeededFuture();
          }
        };
    return new GroupCommits(writer, places(), 0, nanos).measure();
  }

  @Test
  void triesEverySizeWithOneWriterAndWithTwo() {
    assertThat(measure(NO_TIME, batch -> Future.succeededFuture(batch.size())).result())
        .extracting(GroupCommits.Rate::batch, GroupCommits.Rate::writers)
        .containsExactly(
            Tuple.tuple(20, 1),
            Tuple.tuple(50, 1),
            Tuple.tuple(200, 1),
            Tuple.tuple(20, 2),
            Tuple.tuple(50, 2),
            Tuple.tuple(200, 2));
  }

  @Test
  void failsWhenABatchIsNotAllNew() {
    assertThat(measure(LONG, batch -> Future.succeededFuture(19)).cause())
        .hasMessageContaining("of 20 messages 19 were new");
  }

  @Test
  void namesEveryMessageAnewAndFillsABatchFromFewConversations() {
    assertThat(measure(LONG, batch -> Future.failedFuture("enough")).cause()).hasMessage("enough");

    assertThat(written).hasSize(1);
    assertThat(written.get(0)).extracting(Line::id).doesNotHaveDuplicates().hasSize(20);
    assertThat(written.get(0).stream().map(Line::conversation).distinct()).hasSize(PLACES);
  }

  @Test
  void choosesTheBest() {
    GroupCommits.Rate best = new GroupCommits.Rate(50, 2, 9_000);

    assertThat(
            GroupCommits.best(
                List.of(
                    new GroupCommits.Rate(20, 1, 8_000), best, new GroupCommits.Rate(200, 2, 1))))
        .isSameAs(best);
  }
}

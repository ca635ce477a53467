package dev.campfire.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.receipts.ReceiptState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any order of any marks, however often each comes, gives the same watermark. */
class MarksPropertyTest {
  record Said(ReceiptState state, long seq, Instant at) {}

  @Provide
  Arbitrary<List<Said>> said() {
    return Combinators.combine(
            Arbitraries.of(ReceiptState.class),
            Arbitraries.longs().between(0, 12),
            Arbitraries.longs().between(0, 8).map(Instant::ofEpochSecond))
        .as(Said::new)
        .list()
        .ofMaxSize(20);
  }

  private static Marks mark(List<Said> said) {
    Marks marks = Marks.NONE;
    for (Said each : said) {
      marks = marks.merge(Marks.of(each.state, each.seq, each.at));
    }
    return marks;
  }

  @Property
  void shuffledAndRepeatedMarksEndTheSame(@ForAll("said") List<Said> said, @ForAll Random random) {
    List<Said> other = new ArrayList<>(said);
    other.addAll(said.subList(0, said.size() / 2));
    Collections.shuffle(other, random);

    assertThat(mark(other)).isEqualTo(mark(said));
  }

  @Property
  void partsThatWereGatheredApartMergeToTheWhole(
      @ForAll("said") List<Said> one, @ForAll("said") List<Said> other) {
    List<Said> both = new ArrayList<>(one);
    both.addAll(other);

    assertThat(mark(one).merge(mark(other))).isEqualTo(mark(both));
    assertThat(mark(other).merge(mark(one))).isEqualTo(mark(both));
  }

  @Property
  void theHighestStandsAndWhatIsReadIsDelivered(@ForAll("said") List<Said> said) {
    Marks marks = mark(said);

    assertThat(marks.delivered().seq())
        .isEqualTo(said.stream().mapToLong(Said::seq).max().orElse(0));
    assertThat(marks.read().seq())
        .isEqualTo(
            said.stream()
                .filter(each -> each.state == ReceiptState.READ)
                .mapToLong(Said::seq)
                .max()
                .orElse(0));
    assertThat(marks.delivered().seq()).isGreaterThanOrEqualTo(marks.read().seq());
    assertThat(marks.read().at() == null).isEqualTo(marks.read().seq() == 0);
  }

  @Property
  void aMarkNeverGoesBack(@ForAll("said") List<Said> said) {
    Marks marks = Marks.NONE;
    for (Said each : said) {
      Marks next = marks.merge(Marks.of(each.state, each.seq, each.at));
      assertThat(marks.isPast(next)).isFalse();
      marks = next;
    }
  }
}

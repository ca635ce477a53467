package dev.campfire.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.analytics.Happening.What;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EpisodeRulesPropertyTest {
  private static final UUID CONVERSATION = new UUID(0, 7);
  private static final UUID CONTACT = new UUID(0, 8);
  private static final Instant START = Instant.parse("2026-03-29T00:30:00.000Z");

  /** A step: what happens, and how many seconds after the one before. */
  record Step(int what, int pause) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> pauses =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(1, Arbitraries.just(0)),
            net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(1, 40_000)));
    return net.jqwik.api.Combinators.combine(Arbitraries.integers().between(0, 5), pauses)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static List<Happening> happenings(List<Step> steps) {
    List<Happening> all = new ArrayList<>();
    Instant at = START;
    all.add(of(1, What.OPENED, at, 0, SenderKind.CONTACT));
    boolean open = true;
    long seq = 0;
    for (Step step : steps) {
      at = at.plusSeconds(step.pause());
      long number = all.size() + 1;
      switch (step.what()) {
        case 0 -> {
          if (!open) {
            all.add(of(number++, What.REOPENED, at, 0, SenderKind.CONTACT));
            open = true;
          }
          all.add(of(number, What.MESSAGE, at, ++seq, SenderKind.CONTACT));
        }
        case 1 -> all.add(of(number, What.MESSAGE, at, ++seq, SenderKind.AGENT));
        case 2 -> all.add(of(number, What.MESSAGE, at, ++seq, SenderKind.BOT));
        case 3 -> all.add(of(number, What.ASSIGNED, at, 0, SenderKind.AGENT));
        default -> {
          all.add(of(number, open ? What.RESOLVED : What.REOPENED, at, 0, SenderKind.AGENT));
          open = !open;
        }
      }
    }
    return all;
  }

  private static Happening of(long number, What what, Instant at, long seq, SenderKind by) {
    UUID actor = by == SenderKind.CONTACT ? CONTACT : new UUID(1, number % 3);
    return new Happening(number, what, at, seq, by, actor, actor, List.of(), null);
  }

  private static Reckoning.News news(Course course, List<Happening> all, long head) {
    return new Reckoning.News(
        CONVERSATION,
        1,
        Channel.WEB,
        course,
        head,
        all.stream()
            .filter(each -> each.what() == What.MESSAGE && each.seq() > course.seq())
            .filter(each -> each.changeSeq() <= head)
            .toList(),
        all.stream()
            .filter(each -> each.what() != What.MESSAGE && each.changeSeq() > course.changeSeq())
            .filter(each -> each.changeSeq() <= head)
            .toList());
  }

  @Property(tries = 500)
  void inPiecesIsAsAtOnce(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 20) int piece) {
    List<Happening> all = happenings(steps);
    Reckoning once = new Reckoning(new EpisodeRules(), 1_000, Map.of(CONTACT, 1), List.of());
    once.add(news(Course.START, all, all.size()));

    Reckoning pieces = new Reckoning(new EpisodeRules(), 1_000, Map.of(CONTACT, 1), List.of());
    Course course = Course.START;
    for (long head = 0; head < all.size(); ) {
      head = Math.min(all.size(), head + piece);
      pieces.add(news(course, all, head));
      course = pieces.courses.get(CONVERSATION);
    }

    assertThat(pieces.facts).isEqualTo(once.facts);
    assertThat(pieces.courses).isEqualTo(once.courses);
    assertThat(pieces.tally.sums()).isEqualTo(once.tally.sums());
    assertThat(pieces.opened).isEqualTo(once.opened);
    assertThat(pieces.waiting).isEqualTo(once.waiting);
  }

  @Property(tries = 500)
  void aLongConversationIsReckonedInWhatCouldBeRead(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 5) int most) {
    List<Happening> all = happenings(steps);
    Reckoning once = new Reckoning(new EpisodeRules(), 1_000, Map.of(CONTACT, 1), List.of());
    once.add(news(Course.START, all, all.size()));

    Reckoning pieces = new Reckoning(new EpisodeRules(), most, Map.of(CONTACT, 1), List.of());
    Course course = Course.START;
    boolean finished = false;
    for (int tries = 0; !finished && tries <= all.size(); tries++) {
      Reckoning.News whole = news(course, all, all.size());
      finished =
          pieces.add(
              new Reckoning.News(
                  CONVERSATION,
                  1,
                  Channel.WEB,
                  course,
                  all.size(),
                  whole.messages().stream().limit(most).toList(),
                  whole.changes().stream().limit(most).toList()));
      course = pieces.courses.get(CONVERSATION);
    }

    assertThat(finished).isTrue();
    assertThat(pieces.facts).isEqualTo(once.facts);
    assertThat(pieces.tally.sums()).isEqualTo(once.tally.sums());
  }

  @Property(tries = 500)
  void whatIsCountedBelongsTogether(@ForAll("steps") List<Step> steps) {
    List<Happening> all = happenings(steps);
    Reckoning reckoned = new Reckoning(new EpisodeRules(), 1_000, Map.of(CONTACT, 1), List.of());
    reckoned.add(news(Course.START, all, all.size()));

    long begun = count(reckoned, Counted.OPENED) + count(reckoned, Counted.REOPENED);
    assertThat(begun - count(reckoned, Counted.RESOLUTION)).isEqualTo(reckoned.opened);
    assertThat(count(reckoned, Counted.FIRST_RESPONSE))
        .isLessThanOrEqualTo(begun)
        .isLessThanOrEqualTo(count(reckoned, Counted.REPLY));
    assertThat(reckoned.facts)
        .allSatisfy(
            each ->
                assertThat(each.fact().ms())
                    .satisfiesAnyOf(
                        ms -> assertThat(ms).isNull(), ms -> assertThat(ms).isNotNegative()));
  }

  private static long count(Reckoning reckoned, Counted kind) {
    return reckoned.facts.stream().filter(each -> each.fact().kind() == kind).count();
  }
}

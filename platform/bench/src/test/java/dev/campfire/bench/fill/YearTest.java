package dev.campfire.bench.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.fill.Step.Changed;
import dev.campfire.bench.fill.Step.Said;
import dev.campfire.bench.fill.Step.Speaker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class YearTest {
  private static final long NOW = 1_790_000_000_000_000L;
  private static final List<Speaker> AGENTS =
      List.of(
          new Speaker(new UUID(1, 1), "agent", "Ada"),
          new Speaker(new UUID(1, 2), "agent", "Grace"));

  private static Year year(long messages, long conversations, long seed) {
    PgTarget target = PgTarget.parse("postgresql://postgres@127.0.0.1/campfire");
    return new Year(
        new FillSettings(target, "demo", messages, conversations, 365, seed), AGENTS, NOW);
  }

  @Property(tries = 200)
  void hasAsManyMessagesAsWereAskedFor(
      @ForAll @IntRange(min = 1, max = 500) int conversations,
      @ForAll @IntRange(min = 0, max = 5_000) int more,
      @ForAll @LongRange(min = 0) long seed) {
    Year year = year(conversations + more, conversations, seed);

    long messages = 0;
    for (long number = 0; number < conversations; number++) {
      Story story = year.story(number);
      assertThat(story.lastSeq).isPositive();
      messages += story.lastSeq;
    }

    assertThat(messages).isEqualTo(conversations + more);
  }

  @Property(tries = 200)
  void numbersWhatHappenedWithoutHolesAndNeverGoesBackInTime(
      @ForAll @IntRange(min = 1, max = 60) int messages, @ForAll @LongRange(min = 0) long seed) {
    Story story = year(messages, 1, seed).story(0);

    long seq = 0;
    long changeSeq = 0;
    long at = story.openedAt;
    for (Step step : story.steps()) {
      assertThat(step.changeSeq()).isEqualTo(++changeSeq);
      assertThat(step.at()).isBetween(at, NOW);
      at = step.at();
      if (step instanceof Said said) {
        assertThat(said.seq()).isEqualTo(++seq);
      }
    }
    assertThat(story.changeSeq).isEqualTo(changeSeq);
    assertThat(story.lastSeq).isEqualTo(seq).isEqualTo(messages);
    assertThat(story.updatedAt).isEqualTo(at);
  }

  @Property(tries = 200)
  void aContactWritesToAnOpenConversationOnly(
      @ForAll @IntRange(min = 1, max = 60) int messages, @ForAll @LongRange(min = 0) long seed) {
    String status = "\"open\"";
    Story story = year(messages, 1, seed).story(0);
    for (Step step : story.steps()) {
      if (step instanceof Changed change && change.kind().equals("status")) {
        assertThat(change.before()).isEqualTo(status);
        status = change.after();
      } else if (step instanceof Said said && said.speaker().isContact()) {
        assertThat(status).isEqualTo("\"open\"");
      }
    }
    assertThat('"' + story.status + '"').isEqualTo(status);
  }

  @Property(tries = 20)
  void isTheSameAgainForItsSeed(@ForAll @LongRange(min = 0) long seed) {
    Year one = year(100, 20, seed);
    Year other = year(100, 20, seed);

    for (long number = 0; number < 20; number++) {
      assertThat(one.story(number).steps()).isEqualTo(other.story(number).steps());
      assertThat(one.story(number).id).isEqualTo(other.story(number).id);
    }
  }

  @Property(tries = 20)
  void everyConversationIsOfAContactWhoWasThere(@ForAll @LongRange(min = 0) long seed) {
    Year year = year(1_000, 300, seed);
    Map<UUID, Long> came = new HashMap<>();
    for (long number = 0; number < year.contacts(); number++) {
      came.put(year.contact(number).id(), year.cameAt(number));
    }

    assertThat(came).hasSize((int) year.contacts());
    for (long number = 0; number < 300; number++) {
      Story story = year.story(number);
      assertThat(came.get(story.contact().id())).isNotNull().isLessThanOrEqualTo(story.openedAt);
    }
  }
}

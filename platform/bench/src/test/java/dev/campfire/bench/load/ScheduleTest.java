package dev.campfire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.check.Side;
import dev.campfire.bench.watch.Phase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule =
      Schedule.of(7, 300, Duration.ofSeconds(4), Duration.ofSeconds(9));

  private List<Slot> slots() {
    return LongStream.range(0, schedule.count()).mapToObj(schedule::slot).toList();
  }

  @Test
  void sendsTheRateForTheWholeTime() {
    assertThat(schedule.count()).isEqualTo(3_600);
    assertThat(slots().get(3_599).offsetNanos()).isBetween(12_990_000_000L, 13_000_000_000L);
  }

  @Test
  void climbsToTheRateInTheFirstHalfOfTheWarmup() {
    assertThat(slots().stream().filter(slot -> slot.offsetNanos() < 1_000_000_000L)).hasSize(75);
    assertThat(slots().stream().filter(slot -> slot.offsetNanos() < 2_000_000_000L)).hasSize(300);
    assertThat(slots().stream().filter(slot -> slot.offsetNanos() < 4_000_000_000L)).hasSize(900);
    assertThat(Schedule.of(7, 300, Duration.ZERO, Duration.ofSeconds(9)).slot(300).offsetNanos())
        .isEqualTo(1_000_000_000L);
  }

  @Test
  void spacesTheMessagesEvenlyAndDoesNotDrift() {
    List<Slot> slots = slots();
    for (int i = 302; i < slots.size(); i++) {
      assertThat(slots.get(i).offsetNanos() - slots.get(i - 1).offsetNanos())
          .isBetween(3_333_332L, 3_333_335L);
    }
    assertThat(schedule.slot(2_700).offsetNanos()).isEqualTo(10_000_000_000L);
  }

  @Test
  void doesNotMeasureTheWarmup() {
    assertThat(slots().stream().filter(slot -> slot.phase() == Phase.WARM_UP)).hasSize(900);
    assertThat(schedule.slot(899).phase()).isEqualTo(Phase.WARM_UP);
    assertThat(schedule.slot(900).phase()).isEqualTo(Phase.MEASURED);
  }

  @Test
  void letsTheConversationsTakeTurns() {
    assertThat(slots().stream().limit(7).map(Slot::conversation))
        .containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(slots().stream().collect(Collectors.groupingBy(Slot::conversation)).values())
        .allSatisfy(slots -> assertThat(slots).hasSizeBetween(514, 515));
  }

  @Test
  void alternatesContactAndAgentInEachConversation() {
    slots().stream()
        .collect(Collectors.groupingBy(Slot::conversation))
        .values()
        .forEach(
            turns -> {
              for (int i = 1; i < turns.size(); i++) {
                assertThat(turns.get(i).sender()).isEqualTo(turns.get(i - 1).sender().other());
              }
            });
  }

  @Test
  void keepsBothSidesAtWorkAtAnyMoment() {
    assertThat(slots().stream().limit(7).map(Slot::sender))
        .contains(Side.CONTACT, Side.AGENT)
        .startsWith(Side.CONTACT, Side.AGENT, Side.CONTACT);
  }

  @Test
  void saysSomethingElseEachTimeInExactlyTheSize() {
    assertThat(List.of(Contents.of(1, 8), Contents.of(2, 8), Contents.of(1, 8_000)))
        .doesNotHaveDuplicates()
        .allSatisfy(text -> assertThat(text).isEqualTo(text.strip()));
    assertThat(Contents.of(1, 120)).hasSize(120).isEqualTo(Contents.of(1, 120));
    assertThat(Contents.of(1_999_999, 8)).hasSize(8);
  }
}

package dev.campfire.bridge.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RefusalWindowTest {
  private static final long START = 1_790_000_000_123L;

  @Example
  void the301stWithinTenSecondsIsOneTooMany() {
    RefusalWindow window = new RefusalWindow();

    for (int i = 0; i < 300; i++) {
      assertThat(window.add(START + i * 30)).isFalse();
    }

    assertThat(window.add(START + 9_000)).isTrue();
  }

  @Example
  void thirtyASecondAreEndured() {
    RefusalWindow window = new RefusalWindow();

    for (int i = 0; i < 3_000; i++) {
      assertThat(window.add(START + i * 1_000L / 30)).isFalse();
    }
  }

  /** It counts whole seconds, the one that goes on and the nine before it. */
  @Property(tries = 200)
  void itCountsAsAListOfTimesWould(
      @ForAll @Size(max = 600) List<@IntRange(max = 400) Integer> pausesMs) {
    RefusalWindow window = new RefusalWindow();
    Deque<Long> seconds = new ArrayDeque<>();
    long now = START;
    for (int pauseMs : pausesMs) {
      now += pauseMs;
      long second = now / 1_000;
      seconds.add(second);
      while (seconds.peek() <= second - 10) {
        seconds.poll();
      }
      assertThat(window.add(now)).isEqualTo(seconds.size() > 300);
    }
  }

  @Example
  void aClockThatIsSetBackOrFarForwardHurtsNobody() {
    RefusalWindow window = new RefusalWindow();

    window.add(START);
    window.add(START - 3_600_000);
    window.add(START + 365L * 86_400_000);

    for (int i = 0; i < 299; i++) {
      assertThat(window.add(START + 365L * 86_400_000)).isFalse();
    }
    assertThat(window.add(START + 365L * 86_400_000)).isTrue();
  }
}

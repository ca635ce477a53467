package dev.campfire.messaging;

import dev.campfire.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does at once what is due within a moment, and moves the clock by it; keeps the rest. */
final class Soon implements Later {
  private final TestClock clock;
  private List<Runnable> kept = new ArrayList<>();

  Soon(TestClock clock) {
    this.clock = clock;
  }

  @Override
  public void in(Duration delay, Runnable task) {
    if (delay.compareTo(SendLanes.HELD_UP) < 0) {
      clock.advance(delay);
      task.run();
    } else {
      kept.add(task);
    }
  }

  void doTheRest() {
    List<Runnable> due = kept;
    kept = new ArrayList<>();
    due.forEach(Runnable::run);
  }
}

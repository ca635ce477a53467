package dev.campfire.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does at once what is due within a moment, and keeps the rest. */
final class Soon implements Later {
  private List<Runnable> kept = new ArrayList<>();

  @Override
  public void in(Duration delay, Runnable task) {
    if (delay.compareTo(SendLanes.HELD_UP) < 0) {
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

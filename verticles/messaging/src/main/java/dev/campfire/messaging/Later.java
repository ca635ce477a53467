package dev.campfire.messaging;

import java.time.Duration;

/** Runs a task later, on the event loop that asks. */
@FunctionalInterface
interface Later {
  void in(Duration delay, Runnable task);
}

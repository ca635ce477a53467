package dev.campfire.bench.load;

import dev.campfire.bench.check.Side;
import dev.campfire.bench.watch.Phase;
import java.time.Duration;

/**
 * When everything is sent, fixed before the run begins: a server that falls behind does not slow
 * its questioner down, and what waits is measured as waiting (no coordinated omission).
 *
 * <p>The conversations take turns; in each, contact and agent alternate. The rate grows evenly
 * until half of the warm-up is over: a virtual machine that has compiled nothing yet is not to be
 * measured by how it works off what it could not do in its first second.
 *
 * @param rate messages a second, of all conversations together
 * @param climbCount how many messages are sent while the rate grows to that
 * @param warmupCount how many of them come first and are not measured
 * @param count of all messages
 */
public record Schedule(int conversations, int rate, long climbCount, long warmupCount, long count) {
  private static final double SECOND = 1e9;

  public static Schedule of(int conversations, int rate, Duration warmup, Duration duration) {
    // Half of the warm-up at half of the rate, on average.
    long climbCount = warmup.toMillis() * rate / 4_000;
    long warmupCount = warmup.toMillis() * rate / 1_000 - climbCount;
    return new Schedule(
        conversations,
        rate,
        climbCount,
        warmupCount,
        warmupCount + duration.toMillis() * rate / 1_000);
  }

  /** The message of this ordinal, from 0 to before {@code count}. */
  public Slot slot(long ordinal) {
    int conversation = (int) (ordinal % conversations);
    long round = ordinal / conversations;
    // Shifted by one from each conversation to the next, so that both sides are always at work.
    Side sender = (round + conversation) % 2 == 0 ? Side.CONTACT : Side.AGENT;
    return new Slot(
        ordinal, conversation, sender, offsetNanos(ordinal), Phase.of(ordinal, warmupCount));
  }

  /** The climb lasts twice as long as its messages would at the full rate. */
  private long offsetNanos(long ordinal) {
    double atFullRate =
        ordinal < climbCount
            ? 2 * Math.sqrt((double) ordinal * climbCount)
            : (double) climbCount + ordinal;
    return Math.round(atFullRate / rate * SECOND);
  }
}

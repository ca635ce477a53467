package dev.campfire.bench.load;

import dev.campfire.bench.check.Side;
import dev.campfire.bench.watch.Phase;
import java.time.Duration;

/**
 * When everything is sent, fixed before the run begins: a server that falls behind does not slow
 * its questioner down, and what waits is measured as waiting (no coordinated omission).
 *
 * <p>The conversations take turns; in each, contact and agent alternate.
 *
 * @param rate messages a second, of all conversations together
 * @param warmupCount how many of them come first and are not measured
 * @param count of all messages
 */
public record Schedule(int conversations, int rate, long warmupCount, long count) {
  private static final long SECOND = 1_000_000_000L;

  public static Schedule of(int conversations, int rate, Duration warmup, Duration duration) {
    long warmupCount = warmup.toMillis() * rate / 1_000;
    return new Schedule(
        conversations, rate, warmupCount, warmupCount + duration.toMillis() * rate / 1_000);
  }

  /** The message of this ordinal, from 0 to before {@code count}. */
  public Slot slot(long ordinal) {
    int conversation = (int) (ordinal % conversations);
    long round = ordinal / conversations;
    // Shifted by one from each conversation to the next, so that both sides are always at work.
    Side sender = (round + conversation) % 2 == 0 ? Side.CONTACT : Side.AGENT;
    long offset = ordinal / rate * SECOND + ordinal % rate * SECOND / rate;
    return new Slot(ordinal, conversation, sender, offset, Phase.of(ordinal, warmupCount));
  }
}

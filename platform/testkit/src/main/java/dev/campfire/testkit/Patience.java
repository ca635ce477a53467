package dev.campfire.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;

/** How tests wait for what must come: long, since only one that fails waits to the end. */
public final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private Patience() {}

  /** Has Awaitility wait so, in every test of this JVM. */
  public static void prepare() {
    Awaitility.setDefaultTimeout(LONGEST);
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(BETWEEN_LOOKS);
  }
}

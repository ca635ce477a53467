package dev.campfire.receipts;

import java.time.Duration;

/**
 * The section {@code receipts}.
 *
 * @param writeEvery how often one reader's marks in one conversation are written, at most
 */
public record ReceiptsConfig(Duration writeEvery) {
  public ReceiptsConfig {
    // Contract section 3a: the write may trail by 2 s, and takes a moment itself.
    if (writeEvery.toMillis() < 100 || writeEvery.toMillis() > 1_800) {
      throw new IllegalArgumentException(
          "receipts.writeEvery must be between 100ms and 1800ms, was "
              + writeEvery.toMillis()
              + "ms");
    }
  }
}

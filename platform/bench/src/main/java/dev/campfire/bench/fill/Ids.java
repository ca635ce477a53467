package dev.campfire.bench.fill;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids as the server and the clients make them, from a seed. */
final class Ids {
  private Ids() {}

  /** Version 7 (RFC 9562 §5.7), of a time in microseconds since 1970. */
  static UUID at(long micros, SplittableRandom random) {
    return new UUID(
        (micros / 1_000) << 16 | 0x7000 | random.nextInt(0x1000), variant(random.nextLong()));
  }

  /** Version 4. */
  static UUID random(SplittableRandom random) {
    return new UUID(random.nextLong() & ~0xF000L | 0x4000, variant(random.nextLong()));
  }

  private static long variant(long bits) {
    return bits & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
  }
}

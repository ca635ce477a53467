package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.Rate;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBucketTest {

  @Example
  void itGivesItsBurstAtOnceAndThenAsFastAsItFills() {
    TokenBucket bucket = new TokenBucket(new Rate(5, 10), 0);

    for (int i = 0; i < 10; i++) {
      assertThat(bucket.take(0)).isZero();
    }

    assertThat(bucket.take(0)).isEqualTo(200);
    assertThat(bucket.take(150)).isEqualTo(50);
    assertThat(bucket.take(200)).isZero();
    assertThat(bucket.take(200)).isEqualTo(200);
  }

  @Example
  void sixtyAMinuteIsOneASecond() {
    TokenBucket bucket = new TokenBucket(Rate.perMinute(60), 0);

    for (int i = 0; i < 60; i++) {
      assertThat(bucket.take(0)).isZero();
    }

    assertThat(bucket.take(0)).isEqualTo(1_000);
    assertThat(bucket.take(1_000)).isZero();
  }

  @Example
  void itNeverHoldsMoreThanItsBurst() {
    TokenBucket bucket = new TokenBucket(new Rate(1_000, 3), 0);

    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(1_000_000)).isZero();
    }

    assertThat(bucket.take(1_000_000)).isPositive();
  }

  @Example
  void aClockThatIsSetBackGivesNothing() {
    TokenBucket bucket = new TokenBucket(new Rate(1, 1), 10_000);
    bucket.take(10_000);

    assertThat(bucket.take(0)).isPositive();
    assertThat(bucket.take(500)).isPositive();
    assertThat(bucket.take(1_000)).isZero();
  }

  /** Whoever comes when they are told to is served, and nobody is served more than the rate. */
  @Property
  void whoWaitsAsToldIsServedAndNobodyGetsMore(
      @ForAll @DoubleRange(min = 0.5, max = 100) double perSecond,
      @ForAll @IntRange(min = 1, max = 50) int burst,
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 300) Integer> pausesMs) {
    TokenBucket bucket = new TokenBucket(new Rate(perSecond, burst), 0);
    long now = 0;
    int served = 0;
    for (int pauseMs : pausesMs) {
      now += pauseMs;
      long waitMs = bucket.take(now);
      if (waitMs > 0) {
        now += waitMs;
        assertThat(bucket.take(now)).isZero();
      }
      served++;
    }
    assertThat((double) served).isLessThanOrEqualTo(burst + now * perSecond / 1_000 + 0.001);
  }
}

package dev.campfire.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostReportTest {
  private static CostReport.Pair pair(double extraBuffers, double timeRatio) {
    return new CostReport.Pair(
        new Sample(40, 0.5, 10), new Sample(40 + extraBuffers, 0.5, 10 * timeRatio));
  }

  private static CostReport of(CostReport.Pair... pairs) {
    return new CostReport(List.copyOf(Arrays.asList(pairs)));
  }

  @Test
  void passesWhatCostsTheSameInTheMiddle() {
    CostReport report = of(pair(1, 1.0), pair(2, 1.2), pair(40, 9.0));

    assertThat(report.passed()).isTrue();
    assertThat(report.extraBuffers()).isEqualTo(2);
    assertThat(report.toString()).contains("median of 3 pairs", "+2.0 pages", "1.20x acknowledged");
  }

  @Test
  void failsWhatTouchesMorePages() {
    assertThat(of(pair(3, 1.0)).passed()).isFalse();
    assertThat(of(pair(-3, 1.0)).passed()).isFalse();
  }

  @Test
  void failsWhatTakesLonger() {
    assertThat(of(pair(0, 1.3)).passed()).isFalse();
  }

  @Test
  void anEvenNumberOfPairsHasItsMiddleBetweenTwo() {
    assertThat(of(pair(0, 1.0), pair(1, 1.4)).extraBuffers()).isEqualTo(0.5);
  }
}

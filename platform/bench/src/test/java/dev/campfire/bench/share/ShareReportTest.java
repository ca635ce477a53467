package dev.campfire.bench.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.share.ShareReport.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareReportTest {
  @Test
  void theMiddlePairDecides() {
    ShareReport report =
        new ShareReport(
            "analytics", List.of(new Pair(3, 1), new Pair(1.09, 1), new Pair(1.02, 1.0)));

    assertThat(report.passed()).isTrue();
    assertThat(report.toString()).contains("without analytics", "median of 3 pairs: 1.090x");
  }

  @Test
  void morePerMessageThanATenthFails() {
    assertThat(new ShareReport("analytics", List.of(new Pair(1.11, 1))).passed()).isFalse();
    assertThat(new ShareReport("analytics", List.of(new Pair(1, 1), new Pair(1.3, 1))).median())
        .isEqualTo(1.15);
  }

  /** The fields as proc(5) numbers them: 14 to 17 count. */
  @Test
  void processorTimeIsThatOfTheProcessAndOfItsChildrenThatHaveEnded() {
    String stat =
        "4711 (a (strange) name 1) S 1 4711 4711 0 -1 4194560 9 8 7 6 100 20 3 4 20 0 33 0 99";

    assertThat(ProcessorTime.millis(stat)).isEqualTo(1_270);
  }
}

package dev.campfire.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.report.Row;
import org.junit.jupiter.api.Test;

class UsageTest {
  @Test
  void sharesTheProcessorsOutAmongMessages() {
    // 60 s at 5,000 messages a second.
    Usage usage = new Usage(60, 30.0, 15.0, 24);

    assertThat(usage.rows(300_000, "message"))
        .extracting(Row::name, Row::unit, Row::measured)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("server's processor time", "µs/message", 100.0),
            org.assertj.core.groups.Tuple.tuple("PostgreSQL's processor time", "µs/message", 50.0),
            org.assertj.core.groups.Tuple.tuple("bench's processor time", "µs/message", 80.0),
            // 8,000,000 µs a second at 150 each: the bench is elsewhere then.
            org.assertj.core.groups.Tuple.tuple(
                "eight cores for server and PostgreSQL would carry", "messages/s", 53_333.0));
  }

  @Test
  void concludesNothingFromWhatItDidNotSee() {
    assertThat(new Usage(60, null, 15.0, 24).rows(1, "message"))
        .extracting(Row::name)
        .containsExactly("PostgreSQL's processor time", "bench's processor time");
    assertThat(new Usage(60, 30.0, 15.0, 24).rows(0, "message"))
        .allMatch(row -> Double.isFinite(row.measured()));
  }
}

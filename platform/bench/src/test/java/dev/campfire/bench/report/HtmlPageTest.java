package dev.campfire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
  private static String page(String remark, Row... rows) {
    Latency latency = new Latency();
    latency.record(2_000_000);
    return HtmlPage.of(
        new Result(
            "chat",
            "Contacts & agents talk.",
            Instant.parse("2026-11-27T02:00:00Z"),
            65,
            Map.of("rate", 5_000),
            new Environment(
                Machine.here(),
                List.of(new Environment.Server("17.0.15", List.of("-Xmx1g"))),
                new Environment.Database("PostgreSQL 18.6", Map.of("fsync", "on"))),
            List.of(rows),
            List.of(latency.curve("delivered")),
            new Series(
                List.of(1.0, 2.0),
                1,
                List.of(
                    new Series.Plot(
                        "Throughput",
                        "messages/s",
                        "What was done.",
                        List.of(new Series.Line("sent", Arrays.asList(null, 4_998.0)))))),
            List.of(remark)));
  }

  @Test
  void needsNothingFromElsewhere() {
    String page = page("All well.", Row.none("lost", 0));

    assertThat(page)
        .contains("uPlot=function", "MIT License", "id=\"plot-0\"", "id=\"distribution\"")
        .doesNotContain("src=\"http", "href=\"http", "@import", "<link");
  }

  @Test
  void tellsInTablesWhatThePlotsShow() {
    String page =
        page("All well.", Row.atLeast("throughput", "messages/s", 4_998, 5_000).asked(5_000));

    assertThat(page)
        .contains("<th scope=\"row\">throughput</th><td>messages/s</td>")
        .contains("at least 5,000</td><td class=\"missed\">MISSED")
        .contains("<p class=\"verdict missed\">PASSED, 1 goal missed</p>")
        .contains("2026-11-27 02:00:00 UTC, 65 s")
        .contains("Java 17.0.15 -Xmx1g", "PostgreSQL 18.6: fsync on", "Contacts &amp; agents")
        .contains("\"values\":[null,4998.0]");
  }

  @Test
  void marksAFailedRun() {
    assertThat(page("Lost.", Row.none("lost", 1)))
        .contains("<p class=\"verdict broken\">FAILED</p>");
  }

  @Test
  void takesNoWordFromOthersForItsOwn() {
    assertThat(page("<script>alert(1)</script>", Row.none("</script><b>", 0)))
        .doesNotContain("<script>alert", "</script><b>")
        .contains("&lt;script&gt;alert");
  }
}

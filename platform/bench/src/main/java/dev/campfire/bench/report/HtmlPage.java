package dev.campfire.bench.report;

import dev.campfire.bench.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A result as one page that needs nothing else: style, plots and their library (uPlot) stand in it.
 * Whatever is plotted is told in words or a table too.
 */
public final class HtmlPage {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private final StringBuilder html = new StringBuilder(200_000);

  private HtmlPage() {}

  public static String of(Result result) {
    return new HtmlPage().write(result);
  }

  private String write(Result result) {
    String title = "campfire bench " + result.scenario();
    put(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s
        %s
        </style>
        </head>
        <body>
        <main>
        """
            .formatted(text(title), resource(UPLOT + "dist/uPlot.min.css"), resource("page.css")));
    heading(title, result);
    rows(result.rows());
    remarks(result.remarks());
    latencies(result.latencies());
    plots(result.series());
    where(result);
    put("</main>\n");
    put("<script type=\"application/json\" id=\"series\">%s</script>\n", json(result.series()));
    put(
        "<script type=\"application/json\" id=\"latencies\">%s</script>\n",
        json(result.latencies()));
    html.append("<script>\n/*\n").append(resource(UPLOT + "LICENSE")).append("*/\n");
    html.append(resource(UPLOT + "dist/uPlot.iife.min.js")).append("</script>\n");
    html.append("<script>\n").append(resource("page.js")).append("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  private void heading(String title, Result result) {
    String style = !result.passed() ? "broken" : result.missed() > 0 ? "missed" : "met";
    put("<h1>%s</h1>\n<p>%s</p>\n", text(title), text(result.about()));
    put(
        "<p class=\"faint\">%s UTC, %.0f s, %s</p>\n",
        text(result.startedAt().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[TZ]", " "))
            .strip(),
        result.seconds(),
        text(ResultTable.machine(result.environment().machine())));
    put("<p class=\"verdict %s\">%s</p>\n", style, text(result.verdict()));
  }

  private void rows(List<Row> rows) {
    put(
        "<h2>Figures</h2>\n<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th>figure</th>");
    put("<th>unit</th><th class=\"number\">asked</th><th class=\"number\">measured</th>");
    put("<th>must be</th><th>verdict</th></tr></thead>\n<tbody>\n");
    for (Row row : rows) {
      put(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"number\">%s</td>",
          text(row.name()), text(row.unit()), row.askedText());
      put(
          "<td class=\"number\">%s</td><td>%s</td><td class=\"%s\">%s</td></tr>\n",
          row.measuredText(),
          text(row.must()),
          row.verdict().name().toLowerCase(Locale.ROOT),
          row.verdict().word());
    }
    put("</tbody></table></div>\n");
  }

  private void remarks(List<String> remarks) {
    if (!remarks.isEmpty()) {
      put("<h2>Remarks</h2>\n<ul>\n");
      remarks.forEach(remark -> put("<li>%s</li>\n", text(remark)));
      put("</ul>\n");
    }
  }

  private void latencies(List<Latency.Curve> latencies) {
    if (latencies.stream().allMatch(latency -> latency.ms().count() == 0)) {
      return;
    }
    put("<h2>Latencies</h2>\n<p class=\"faint\">In milliseconds, past the warm-up, from the time");
    put(" that the schedule had set: waiting is measured as waiting.</p>\n");
    put(
        "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th>from the intended time until</th>");
    for (String column : List.of("count", "mean", "p50", "p90", "p99", "p99.9", "max")) {
      put("<th class=\"number\">%s</th>", column);
    }
    put("</tr></thead>\n<tbody>\n");
    for (Latency.Curve latency : latencies) {
      Latency.Summary ms = latency.ms();
      put("<tr><th scope=\"row\">%s</th>", text(latency.name()));
      put("<td class=\"number\">%,d</td>", ms.count());
      for (double value :
          new double[] {ms.mean(), ms.p50(), ms.p90(), ms.p99(), ms.p999(), ms.max()}) {
        put("<td class=\"number\">%,.2f</td>", value);
      }
      put("</tr>\n");
    }
    put("</tbody></table></div>\n<div class=\"plots\" style=\"margin-top: 1rem\">\n");
    figure(
        "distribution",
        "Distribution",
        "ms",
        "How slow the slower ones were; each step to the right is ten times as rare.");
    put("</div>\n");
  }

  private void plots(Series series) {
    if (series.plots().isEmpty()) {
      return;
    }
    put(
        "<h2>Second by second</h2>\n<p class=\"faint\">The shaded part is the warm-up. Drag over a");
    put(" plot to look closer, click twice to come back, click a name to hide its line.</p>\n");
    put("<div class=\"plots\">\n");
    int number = 0;
    for (Series.Plot plot : series.plots()) {
      figure("plot-" + number++, plot.title(), plot.unit(), plot.about());
    }
    put("</div>\n");
  }

  private void figure(String id, String title, String unit, String about) {
    put(
        "<figure><figcaption><h3>%s%s</h3><p class=\"faint\">%s</p></figcaption>",
        text(title), unit.isEmpty() ? "" : ", " + text(unit), text(about));
    put("<div class=\"plot\" id=\"%s\"></div></figure>\n", id);
  }

  private void where(Result result) {
    Environment environment = result.environment();
    put("<h2>Where</h2>\n<div class=\"scroll\" tabindex=\"0\"><table>\n<tbody>\n");
    pair("machine", ResultTable.machine(environment.machine()));
    environment.servers().forEach(server -> pair("server", ResultTable.server(server)));
    if (environment.database() != null) {
      pair("database", ResultTable.database(environment.database()));
    }
    put(
        "</tbody></table></div>\n<h2>Settings</h2>\n<div class=\"scroll\" tabindex=\"0\"><table>\n<tbody>\n");
    for (Map.Entry<String, Object> setting : result.settings().entrySet()) {
      pair(setting.getKey(), String.valueOf(setting.getValue()));
    }
    put("</tbody></table></div>\n");
  }

  private void pair(String name, String value) {
    put("<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n", text(name), text(value));
  }

  private void put(String format, Object... values) {
    html.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
  }

  static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** In a script element, in which nothing may look like its end. */
  private static String json(Object value) {
    return Json.text(value).replace("<", "\\u003c");
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlPage.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

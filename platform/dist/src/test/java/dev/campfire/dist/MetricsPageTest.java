package dev.campfire.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all meters is read from where they are declared, once, with what is said there. */
class MetricsPageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path PAGE = ROOT.resolve("docs/generated/metrics.md");

  /** A documented constant of an enum of meters: its comment, its name, its type, its unit. */
  private static final Pattern METER =
      Pattern.compile(
          "/\\*\\*((?:[^*]|\\*(?!/))*)\\*/\\s+[A-Z_]+\\(\\s*\"(campfire[a-z.]+)\",\\s*Meter\\.Type\\.([A-Z_]+)"
              + "(?:,\\s*(\"([a-z]+)\"|null))?\\s*\\)");

  private static final Pattern TAG = Pattern.compile("[Tt]ag \\{@code (\\w+)}");

  record Declared(String name, String type, String says) {}

  @Test
  void thePageSaysWhatIsDeclared() throws IOException {
    String printed = page(declared());

    if (System.getProperty("metrics.print") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, printed);
    }
    assertThat(Files.readString(PAGE))
        .as("mend it with: mvn -pl platform/dist test -Dtest=MetricsPageTest -Dmetrics.print")
        .isEqualTo(printed);
  }

  @Test
  void noTagNamesAnOrganisationAPersonOrAnythingElseWithoutEnd() throws IOException {
    for (Declared meter : declared()) {
      Matcher tags = TAG.matcher(meter.says());
      while (tags.find()) {
        assertThat(tags.group(1))
            .as(meter.name())
            .isIn(
                "bus",
                "code",
                "how",
                "kind",
                "metric",
                "outcome",
                "state",
                "report",
                "role",
                "work",
                "language");
      }
    }
  }

  @Test
  void everyMeterOfAnEnumIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    for (Path source : sources()) {
      Matcher names = Pattern.compile("\"(campfire\\.[a-z.]+)\"").matcher(Files.readString(source));
      while (names.find()) {
        assertThat(page).contains("`" + names.group(1) + "`");
      }
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("platform", "verticles", "bridge/server")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().contains("src/main/java"))
            .filter(file -> file.getFileName().toString().endsWith("Meter.java"))
            .sorted()
            .forEach(sources::add);
      }
    }
    return sources;
  }

  private static List<Declared> declared() throws IOException {
    List<Declared> declared = new ArrayList<>();
    for (Path source : sources()) {
      Matcher meters = METER.matcher(Files.readString(source));
      while (meters.find()) {
        String unit = meters.group(5) == null ? "" : ", " + meters.group(5);
        String type = meters.group(3).toLowerCase(Locale.ROOT).replace('_', ' ');
        declared.add(new Declared(meters.group(2), type + unit, text(meters.group(1))));
      }
    }
    declared.sort(java.util.Comparator.comparing(Declared::name));
    return declared;
  }

  private static String text(String comment) {
    return comment.replaceAll("\\s*\\n\\s*\\* ?", " ").strip();
  }

  private static String page(List<Declared> meters) {
    StringBuilder page =
        new StringBuilder(
            """
            # Meters

            Printed from the enums that declare them; do not edit. `GET /metrics` on the management
            port has them in Prometheus' spelling: `campfire.bridge.sockets` is
            `campfire_bridge_sockets`, a counter ends in `_total`, a timer in `_seconds_count`,
            `_seconds_sum` and `_seconds_max`. No tag ever names an organisation or a person.

            | meter | kind | what it says |
            |---|---|---|
            """);
    for (Declared meter : meters) {
      String says = meter.says().replaceAll("\\{@(?:code|link) ([^}]+)}", "`$1`");
      page.append("| `%s` | %s | %s |\n".formatted(meter.name(), meter.type(), says));
    }
    return page.append(
            """

            Micrometer's own beside them: `jvm_memory_*`, `jvm_gc_*`, `jvm_threads_*`,
            `process_cpu_usage`, `system_cpu_*`, `process_files_*` (open file descriptors; a socket
            is one), `process_uptime_seconds`; and Vert.x's: `vertx_pool_*`, `vertx_sql_*`,
            `vertx_eventbus_*`, `vertx_http_server_*` (the management port's).
            """)
        .toString();
  }
}

package dev.campfire.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What the bills of materials beside the one jar say is what is shipped. Maven makes none with
 * {@code -o}; then there is nothing to look at.
 */
class SbomIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TARGET = Path.of("target");
  private static final Path WEB = Path.of("../../bridge/clients");
  private static final String DEVELOPMENT = "cdx:npm:package:development";

  /**
   * What Hazelcast's jar and, of JCTools, Netty's carry inside themselves under names of their own,
   * which no bill knows of. Whoever looks for known holes looks for these too.
   */
  private static final Set<String> CARRIED =
      Set.of(
          "com.fasterxml.jackson.core/jackson-core@2.21.2",
          "com.fasterxml.jackson.core/jackson-databind@2.21.2",
          "com.github.erosb/everit-json-schema@1.14.6",
          "com.hazelcast/hazelcast-tpc-engine@5.7.0",
          "com.zaxxer/HikariCP@7.0.2",
          "io.github.classgraph/classgraph@4.8.184",
          "org.jctools/jctools-core-jdk11@4.0.7",
          "org.jctools/jctools-core@4.0.7",
          "org.json/json@20250107",
          "org.snakeyaml/snakeyaml-engine@3.0.1",
          "tools.jackson.core/jackson-core@3.1.2",
          "tools.jackson.core/jackson-databind@3.1.2",
          "tools.jackson.jr/jackson-jr-annotation-support@3.1.2",
          "tools.jackson.jr/jackson-jr-objects@3.1.2");

  @Test
  void theOneJarHoldsNothingThatItsBillDoesNotName() throws IOException {
    assumeMadeWith(TARGET.resolve("campfire.cdx.json"), TARGET.resolve("campfire.jar"));
    Set<String> named = names(TARGET.resolve("campfire.cdx.json"), component -> true);

    Set<String> held = mavenNamesIn(TARGET.resolve("campfire.jar"));
    assertThat(held).hasSizeGreaterThan(60);
    held.removeAll(named);
    held.remove("dev.campfire/campfire@1.0.0-SNAPSHOT");
    assertThat(held).containsExactlyInAnyOrderElementsOf(CARRIED);
    assertThat(named).noneMatch(name -> name.contains("junit") || name.contains("graalvm"));
  }

  @Test
  void theBillOfTheExtensionsNamesTheirLanguage() throws IOException {
    Path javascript = Path.of("../javascript/target");
    assumeMadeWith(
        javascript.resolve("campfire-javascript.cdx.json"),
        javascript.resolve("campfire-javascript-1.0.0-SNAPSHOT.jar"));
    assertThat(names(javascript.resolve("campfire-javascript.cdx.json"), component -> true))
        .anyMatch(name -> name.startsWith("org.graalvm.js/js-language@"))
        .noneMatch(name -> name.startsWith("com.hazelcast/"));
  }

  @Test
  void theBillOfThePagesNamesWhatTheyAreBuiltFrom() throws IOException {
    Set<String> shipped =
        names(
            WEB.resolve("target/campfire-web.cdx.json"),
            component ->
                component.findValuesAsText("name").stream().noneMatch(DEVELOPMENT::equals));

    for (String application : new String[] {"client", "dashboard", "widget"}) {
      JsonNode dependencies =
          JSON.readTree(WEB.resolve(application).resolve("package.json").toFile())
              .path("dependencies");
      dependencies
          .properties()
          .forEach(
              dependency ->
                  assertThat(shipped).anyMatch(name -> name.startsWith(dependency.getKey() + "@")));
    }
    assertThat(shipped).noneMatch(name -> name.startsWith("vitest@"));
  }

  private static void assumeMadeWith(Path bill, Path jar) throws IOException {
    assumeThat(bill).exists();
    assumeThat(Files.getLastModifiedTime(bill))
        .isGreaterThanOrEqualTo(Files.getLastModifiedTime(jar));
  }

  /** {@code group/name@version} of the components, as their package URLs have them. */
  private static Set<String> names(Path bill, Predicate<JsonNode> which) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode component : JSON.readTree(bill.toFile()).path("components")) {
      if (which.test(component)) {
        names.add(
            component
                .path("purl")
                .asText()
                .replaceFirst("^pkg:(maven|npm)/", "")
                .replaceFirst("\\?.*$", "")
                .replace("%40", "@"));
      }
    }
    return names;
  }

  /** Of every artifact that Maven built and that the jar took in. */
  private static Set<String> mavenNamesIn(Path jar) throws IOException {
    Set<String> names = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
          Properties properties = new Properties();
          try (InputStream in = zip.getInputStream(entry)) {
            properties.load(in);
          }
          names.add(
              "%s/%s@%s"
                  .formatted(
                      properties.get("groupId"),
                      properties.get("artifactId"),
                      properties.get("version")));
        }
      }
    }
    return names;
  }
}

package dev.campfire.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/widget.js",
        "/assets/index-AbC_12.js",
        "/demo/",
        "/eventbus/1/ab/websocket",
        "/a.b..c"
      })
  void aPlainPathPasses(String path) {
    assertThat(FrontDoor.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "//",
        "/a//b",
        "/.",
        "/..",
        "/a/.",
        "/a/..",
        "/./a",
        "/../a",
        "/a/../b",
        "/%2e%2e/a",
        "/a%2Fb",
        "/a\\b",
        "/a;b",
        "/a b",
        "/a\nb",
        "/ä",
        "*",
        "http://other/"
      })
  void aPathThatCouldMeanAnotherDoesNot(String path) {
    assertThat(FrontDoor.isPlain(path)).isFalse();
  }

  /** Whatever passes means the same to everybody who would resolve it. */
  @Property
  void whatPassesIsItsOwnNormalForm(@ForAll("paths") String path) {
    if (FrontDoor.isPlain(path)) {
      assertThat(java.net.URI.create(path).normalize()).hasToString(path);
    }
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("/", ".", "..", "a", "%2e", "%2f", "\\", "-", "~")
        .list()
        .ofMaxSize(8)
        .map(parts -> "/" + String.join("", parts));
  }

  @Property(tries = 100)
  void aLongPathIsLookedAtQuickly(@ForAll("long") String path) {
    // The processor's time, since a busy machine lets others go first.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long usedNanos = threads.getCurrentThreadCpuTime();
    FrontDoor.isPlain(path);
    assertThat(threads.getCurrentThreadCpuTime() - usedNanos).isLessThan(100_000_000L);
  }

  @Provide("long")
  Arbitrary<String> longPaths() {
    return Arbitraries.of("a", "/", "a/", ".a", "a.", "./")
        .map(part -> "/" + part.repeat(3_900 / part.length()) + "!");
  }
}

package dev.campfire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The inputs that a fuzzer has found worth keeping, as tests: each is put once more to the target
 * that it was found for.
 */
public final class Corpus {
  private Corpus() {}

  /** What is fuzzed: it throws if the input shows a fault. */
  @FunctionalInterface
  public interface Target {
    void put(byte[] input) throws Exception;
  }

  /**
   * A test for each file in {@code src/test/corpus}, under the name of the class.
   *
   * @throws IllegalStateException if there is none
   */
  public static Stream<DynamicTest> of(Class<?> test, Target target) {
    Path folder = Path.of("src", "test", "corpus", test.getSimpleName());
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      throw new IllegalStateException("No corpus in " + folder);
    }
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> target.put(Files.readAllBytes(file))));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

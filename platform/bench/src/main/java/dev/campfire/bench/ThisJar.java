package dev.campfire.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** For runs that start a Campfire of their own: of the jar that they are in, in a folder. */
final class ThisJar {
  private ThisJar() {}

  static Path path() {
    try {
      return Path.of(ThisJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new RunFailure("This jar cannot be found: name it with --jar.", e);
    }
  }

  /** A folder that a run has made, with all that it has left there. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.campfire.bench.watch;

import dev.campfire.bench.report.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server's process tells of itself. Nothing else of its command line: it may hold secrets.
 */
final class ServerFacts {
  private static final Pattern OF_MEMORY =
      Pattern.compile(
          "-X(mx|ms|mn|ss).*|-XX:[+-]?\\w*(GC|Heap|RAM|Region|Memory|Threads|Pause|String|Compressed|Compact)\\w*(=\\S*)?");

  private ServerFacts() {}

  static Environment.Server of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    return new Environment.Server(java(process), options(process));
  }

  private static String java(Path process) {
    try {
      Path home = process.resolve("exe").toRealPath().getParent().getParent();
      try (Stream<String> lines = Files.lines(home.resolve("release"))) {
        return lines
            .filter(line -> line.startsWith("JAVA_VERSION="))
            .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
            .findFirst()
            .orElse("unknown");
      }
    } catch (IOException | RuntimeException notKnown) {
      return "unknown";
    }
  }

  private static List<String> options(Path process) {
    try {
      return Stream.of(Files.readString(process.resolve("cmdline")).split("\0"))
          .filter(option -> OF_MEMORY.matcher(option).matches())
          .toList();
    } catch (IOException notKnown) {
      return List.of();
    }
  }
}

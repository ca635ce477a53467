package dev.campfire.host.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations that this version carries. */
public final class KnownSchema {
  private static final String FOLDER = "db/migration";
  private static final Pattern FILE = Pattern.compile("(?:.*/)?V(\\d{12})__.*\\.sql");
  private static final String NEWEST = read();

  private KnownSchema() {}

  /** The newest of them, {@code 202611230920}. */
  public static String newest() {
    return NEWEST;
  }

  private static String read() {
    return names().stream()
        .map(FILE::matcher)
        .filter(Matcher::matches)
        .map(file -> file.group(1))
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new IllegalStateException("There are no migrations in " + FOLDER));
  }

  private static List<String> names() {
    URL folder = KnownSchema.class.getClassLoader().getResource(FOLDER);
    try {
      if (folder.openConnection() instanceof JarURLConnection jar) {
        return jar.getJarFile().stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith(FOLDER))
            .toList();
      }
      try (Stream<Path> files = Files.list(Path.of(new URI(folder.toString())))) {
        return files.map(file -> file.getFileName().toString()).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

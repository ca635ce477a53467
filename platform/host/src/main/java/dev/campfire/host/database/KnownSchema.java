package dev.campfire.host.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations that this version carries. */
public final class KnownSchema {
  private static final String FOLDER = "db/migration";
  private static final Pattern FILE = Pattern.compile("(?:.*/)?V(\\d{12})__.*\\.sql");
  private static final NavigableSet<String> VERSIONS = read();

  private KnownSchema() {}

  /** The newest of them, {@code 202611230920}. */
  public static String newest() {
    return VERSIONS.last();
  }

  /** All of them, the oldest first; there is at least one. */
  static NavigableSet<String> versions() {
    return VERSIONS;
  }

  private static NavigableSet<String> read() {
    NavigableSet<String> versions = new TreeSet<>();
    for (String name : names()) {
      Matcher file = FILE.matcher(name);
      if (file.matches()) {
        versions.add(file.group(1));
      }
    }
    if (versions.isEmpty()) {
      throw new IllegalStateException("There are no migrations in " + FOLDER);
    }
    return Collections.unmodifiableNavigableSet(versions);
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

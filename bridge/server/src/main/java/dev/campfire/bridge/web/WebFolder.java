package dev.campfire.bridge.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder {@code web} of the class path, read into memory: it is a few hundred kilobytes. */
final class WebFolder {
  private static final String NAME = "web";

  /** A file that is always in it: a folder itself has no entry in some jars. */
  private static final String LANDMARK = NAME + "/dashboard/index.html";

  private WebFolder() {}

  /**
   * Blocks.
   *
   * @return the files by their path within the folder; none where the web was not built
   */
  static Map<String, byte[]> read() {
    URL landmark = WebFolder.class.getClassLoader().getResource(LANDMARK);
    if (landmark == null) {
      return Map.of();
    }
    try {
      URI uri = landmark.toURI();
      if (!uri.getScheme().equals("jar")) {
        return read(Path.of(uri).getParent().getParent());
      }
      String jar = uri.getSchemeSpecificPart();
      Path file = Path.of(URI.create(jar.substring(0, jar.lastIndexOf("!/"))));
      try (FileSystem inside = FileSystems.newFileSystem(file)) {
        return read(inside.getPath("/" + NAME));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.filter(Files::isRegularFile).toList();
    }
    for (Path path : paths) {
      String name = folder.relativize(path).toString().replace('\\', '/');
      files.put(name, Files.readAllBytes(path));
    }
    return files;
  }
}

package dev.campfire.host.extension;

import java.nio.file.Path;
import java.util.List;

/** A kind of file that extensions are written in; found by {@link java.util.ServiceLoader}. */
public interface ExtensionLanguage {

  /** The end of the file's name, {@code .js}. */
  String suffix();

  /**
   * Reads a file, which may take time.
   *
   * @throws RuntimeException why not, for the author
   */
  List<Extension> load(Path file, ExtensionHost host);
}

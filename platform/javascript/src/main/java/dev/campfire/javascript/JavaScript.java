package dev.campfire.javascript;

import dev.campfire.host.extension.Extension;
import dev.campfire.host.extension.ExtensionHost;
import dev.campfire.host.extension.ExtensionLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Engine;

/** Reads {@code .js}: the name of the extension is the file's. */
public final class JavaScript implements ExtensionLanguage {
  private static final int LARGEST_BYTES = 1 << 20;

  /** What all scripts share: compiled code, no values. */
  private final Engine engine =
      Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();

  @Override
  public String suffix() {
    return ".js";
  }

  @Override
  public List<Extension> load(Path file, ExtensionHost host) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new IllegalArgumentException("a script has 1 MiB at most");
      }
      String name = file.getFileName().toString().replaceFirst("\\.js$", "");
      return List.of(new Script(name, Files.readString(file), engine, host));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.campfire.bridge.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contract for machines, printed from the records into {@code docs/generated}. */
final class PrintedContract {
  /** Under which they are served, beside the API that they describe. */
  static final String FOLDER = "api/";

  private static final List<String> NAMES = List.of("openapi.yaml", "asyncapi.yaml");

  private PrintedContract() {}

  /**
   * Blocks.
   *
   * @return the documents by the path under which they are served
   */
  static Map<String, byte[]> read() {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (String name : NAMES) {
      try (InputStream in = PrintedContract.class.getResourceAsStream("/contract/" + name)) {
        documents.put(FOLDER + name, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return documents;
  }
}

package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.wire.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all clients have seen, in memory and, a file for each, as lines of JSON. */
final class History implements AutoCloseable {
  private final Path folder;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, BufferedWriter> files = new HashMap<>();
  private boolean isClosed;

  History(Path folder) {
    this.folder = folder;
  }

  synchronized void add(Entry entry) {
    if (isClosed) {
      return;
    }
    entries.add(entry);
    try {
      BufferedWriter file = files.get(entry.client());
      if (file == null) {
        file = Files.newBufferedWriter(folder.resolve(entry.client() + ".ndjson"));
        files.put(entry.client(), file);
      }
      file.write(Json.text(entry));
      file.write('\n');
    } catch (IOException e) {
      throw new RunFailure("The history cannot be written to " + folder + ".", e);
    }
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    for (BufferedWriter file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        throw new RunFailure("The history cannot be written to " + folder + ".", e);
      }
    }
  }
}

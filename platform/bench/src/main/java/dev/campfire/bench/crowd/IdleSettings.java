package dev.campfire.bench.crowd;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.Contacts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code bench idle} was asked for.
 *
 * @param cast whose server and widget key are used
 * @param sockets that do nothing but ping
 * @param duration over which the processor's time is taken
 * @param mostResidentKib that a socket may take of the process
 * @param mostHeapKib that a socket may take of the live heap
 * @param mostProcessorPercent of one core, that all of them may take
 */
public record IdleSettings(
    Cast cast,
    int sockets,
    Duration duration,
    double mostResidentKib,
    double mostHeapKib,
    double mostProcessorPercent) {

  public IdleSettings {
    if (sockets < 1 || sockets > Contacts.MOST) {
      throw new RefusedSettings("--sockets must be between 1 and 15000, was " + sockets + ".");
    }
    if (duration.toMillis() < 1_000 || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw new RefusedSettings("--duration must be between 1s and 1h.");
    }
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", cast.target().toString());
    shown.put("sockets", sockets);
    shown.put("registrations", 3);
    shown.put("durationSeconds", duration.toMillis() / 1e3);
    return shown;
  }
}

package dev.campfire.bench.crowd;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.ChatSettings;
import dev.campfire.bench.load.Contacts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code bench storm} was asked for.
 *
 * @param crowd whose server and widget key are used
 * @param sockets that are cut at once
 * @param within how long each of them pauses at most before it comes back
 * @param steady who talk meanwhile
 * @param calm how long nothing else happens first, to know what the database is asked anyway
 * @param limit in which all have to be back
 * @param mostQueries that one of them may cost the database
 */
public record StormSettings(
    Cast crowd,
    int sockets,
    Duration within,
    ChatSettings steady,
    Duration calm,
    Duration limit,
    double mostQueries) {

  public StormSettings {
    if (sockets < 1 || sockets > Contacts.MOST) {
      throw new RefusedSettings("--sockets must be between 1 and 15000, was " + sockets + ".");
    }
    if (within.toMillis() < 1 || within.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new RefusedSettings("--within must be between 1ms and 5m.");
    }
    if (limit.compareTo(within) <= 0 || limit.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new RefusedSettings("--limit must be more than --within and at most 10m.");
    }
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", crowd.target().toString());
    shown.put("sockets", sockets);
    shown.put("registrations", 3);
    shown.put("withinSeconds", within.toMillis() / 1e3);
    shown.put("rate", steady.rate());
    return shown;
  }
}

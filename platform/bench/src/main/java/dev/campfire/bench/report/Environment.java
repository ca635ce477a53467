package dev.campfire.bench.report;

import java.util.List;
import java.util.Map;

/**
 * Where a run took place.
 *
 * @param servers what is known of each node; empty for one on another machine
 * @param database null if it is not known
 */
public record Environment(Machine machine, List<Server> servers, Database database) {

  /**
   * A node.
   *
   * @param java its version
   * @param options of its memory and its garbage collector
   */
  public record Server(String java, List<String> options) {}

  /**
   * The PostgreSQL.
   *
   * @param settings those that matter, as {@code pg_settings} shows them
   */
  public record Database(String version, Map<String, String> settings) {}

  /** Of a run whose server is watched by nobody. */
  public static Environment machineOnly() {
    return new Environment(Machine.here(), List.of(), null);
  }
}

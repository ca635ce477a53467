package dev.campfire.host.database;

import dev.campfire.contract.schema.Optional;
import java.time.Duration;

/**
 * The section {@code database}.
 *
 * @param url the login of the running system; absent: an embedded server
 * @param migrationUrl the owner's login, used by migrations alone; absent: {@code url}
 * @param acceptNewerSchema whether a schema newer than this version is worked on, for the way back
 *     from an upgrade
 * @param connections of a node, 4 to 100; two of them write, one serves the installation
 * @param reportsUrl the same login on a read replica, for reports; absent: {@code url}
 * @param reportConnections of a node, beside the others: as many reports run at a time
 * @param reportTimeout what one statement of a report may take
 */
public record DatabaseConfig(
    @Optional String url,
    @Optional String migrationUrl,
    boolean acceptNewerSchema,
    int connections,
    @Optional String reportsUrl,
    int reportConnections,
    Duration reportTimeout) {
  public DatabaseConfig {
    if (connections < 4 || connections > 100) {
      throw new IllegalArgumentException(
          "database.connections must be between 4 and 100, was " + connections);
    }
    if (reportConnections < 1 || reportConnections > 50) {
      throw new IllegalArgumentException(
          "database.reportConnections must be between 1 and 50, was " + reportConnections);
    }
    if (reportTimeout.compareTo(Duration.ofMillis(100)) < 0
        || reportTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "database.reportTimeout must be between 100ms and 1m, was " + reportTimeout);
    }
  }

  /** A login without its password, for people. */
  static String withoutPassword(String url) {
    return url.replaceAll("(://[^:/@]*):[^@]*@", "$1:…@");
  }
}

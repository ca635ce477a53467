package dev.campfire.host.database;

import dev.campfire.contract.schema.Optional;

/**
 * The section {@code database}.
 *
 * @param url the login of the running system; absent: an embedded server
 * @param migrationUrl the owner's login, used by migrations alone; absent: {@code url}
 * @param acceptNewerSchema whether a schema newer than this version is worked on, for the way back
 *     from an upgrade
 * @param connections of a node, 4 to 100; two of them write, one serves the installation
 */
public record DatabaseConfig(
    @Optional String url,
    @Optional String migrationUrl,
    boolean acceptNewerSchema,
    int connections) {
  public DatabaseConfig {
    if (connections < 4 || connections > 100) {
      throw new IllegalArgumentException(
          "database.connections must be between 4 and 100, was " + connections);
    }
  }

  /** A login without its password, for people. */
  static String withoutPassword(String url) {
    return url.replaceAll("(://[^:/@]*):[^@]*@", "$1:…@");
  }
}

package dev.campfire.host.cli;

import dev.campfire.host.StartFailure;
import dev.campfire.host.config.Configuration;
import dev.campfire.host.database.DatabaseConfig;
import dev.campfire.host.database.Migrations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code campfire migrate}: brings a database of the operator's up to date, as its owner. */
@Command(
    name = "migrate",
    description = "Brings the schema of your own PostgreSQL up to date.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Runnable {
  @Mixin private ConfigOption options;

  @Override
  public void run() {
    Configuration configuration = options.configuration();
    DatabaseConfig database = configuration.section("database", DatabaseConfig.class);
    configuration.check();
    String url = database.migrationUrl() == null ? database.url() : database.migrationUrl();
    if (url == null) {
      throw new StartFailure(
          "Name the owner's login in database.migrationUrl (CAMPFIRE_DATABASE_MIGRATION_URL); the"
              + " embedded database is brought up to date by `start`.");
    }
    int applied = new Migrations(url).migrate();
    System.out.println(
        applied == 0 ? "The schema was up to date." : "The schema is up to date now.");
  }
}

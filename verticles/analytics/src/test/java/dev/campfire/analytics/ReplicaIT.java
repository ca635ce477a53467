package dev.campfire.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.analytics.ReadOverview.Overview;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.host.Node;
import dev.campfire.host.config.Configuration;
import dev.campfire.host.database.Migrations;
import dev.campfire.testkit.CampfireExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Reports from a streaming standby, which is paused and then ended while people write. */
@EnabledIf("hasPostgres")
class ReplicaIT {
  /** Debian's package {@code postgresql-15}. */
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

  private static final OrgId ORG = new OrgId(UUID.randomUUID());
  private static final Caller AGENT =
      new Caller(
          new PersonId(UUID.randomUUID()),
          ORG,
          Role.AGENT,
          new SessionId(UUID.randomUUID()),
          "Ada");

  private static Path folder;
  private static int primary;
  private static int standby;
  private static Node node;

  static boolean hasPostgres() {
    return Files.isExecutable(PROGRAMS.resolve("pg_basebackup"));
  }

  @BeforeAll
  static void aPrimaryAStandbyAndANode() throws Exception {
    folder = Files.createTempDirectory("campfire-replica");
    primary = freePort();
    standby = freePort();
    run("chmod", "777", folder.toString());
    asPostgres("initdb", "-D", data("primary"), "-A", "trust", "-U", "postgres");
    start("primary", primary);
    sql(primary, "postgres", "create database campfire");
    new Migrations(url(primary)).migrate();
    sql(
        primary,
        "campfire",
        "insert into campfire.organizations (org_id, name, widget_key) values ('%s', 'Shop', 'shop')"
            .formatted(ORG));
    asPostgres(
        "pg_basebackup",
        "-R",
        // Or it waits for a checkpoint that takes its time.
        "--checkpoint=fast",
        "-D",
        data("standby"),
        "-h",
        "127.0.0.1",
        "-p",
        String.valueOf(primary),
        "-U",
        "postgres");
    start("standby", standby);
    Configuration configuration =
        Configuration.defaults()
            .set("database.connections", 8)
            .set("database.reportsUrl", url(standby))
            .set("analytics.interval", "50ms");
    node =
        CampfireExtension.await(
            Node.start(
                new Node.Plan(
                    configuration,
                    List.of(new AnalyticsModule()),
                    false,
                    url(primary),
                    Clock.systemUTC(),
                    new SimpleMeterRegistry())));
  }

  @AfterAll
  static void end() throws Exception {
    if (node != null) {
      CampfireExtension.await(node.stop());
    }
    stop("standby");
    stop("primary");
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static String data(String name) {
    return folder.resolve(name).toString();
  }

  private static String url(int port) {
    return "postgresql://postgres@127.0.0.1:" + port + "/campfire";
  }

  private static void start(String name, int port) throws Exception {
    asPostgres(
        "pg_ctl",
        "-D",
        data(name),
        "-w",
        "-l",
        data(name + ".log"),
        "-o",
        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
        "start");
  }

  private static void stop(String name) throws Exception {
    if (Files.exists(folder.resolve(name).resolve("postmaster.pid"))) {
      asPostgres("pg_ctl", "-D", data(name), "-m", "immediate", "stop");
    }
  }

  /** PostgreSQL does not run as root. */
  private static void asPostgres(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(PROGRAMS.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static long sql(int port, String database, String sql) throws SQLException {
    try (Connection connection =
            new Migrations("postgresql://postgres@127.0.0.1:" + port + "/" + database).connect();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return 0;
      }
      ResultSet result = statement.getResultSet();
      return result.next() && result.getObject(1) instanceof Number count ? count.longValue() : 0;
    }
  }

  private static void write(int number) throws SQLException {
    UUID conversation = UUID.randomUUID();
    UUID contact = UUID.randomUUID();
    sql(
        primary,
        "campfire",
        """
        set search_path = campfire;
        insert into contacts (org_id, id) values ('%1$s', '%3$s');
        insert into conversations (org_id, id, number, contact_id, channel, last_seq, change_seq,
          opened_at, updated_at)
        values ('%1$s', '%2$s', %4$d, '%3$s', 'web', 0, 1, now(), now());
        insert into conversation_changes (org_id, conversation_id, change_seq, kind, actor_id,
          actor_kind, at, after)
        values ('%1$s', '%2$s', 1, 'opened', '%3$s', 'contact', now(), '{"status":"open"}')"""
            .formatted(ORG, conversation, contact, number));
  }

  private static Overview overview() {
    Instant now = Instant.now();
    return CampfireExtension.await(
        node.bus()
            .request(
                Analytics.OVERVIEW,
                AGENT,
                new ReadOverview(
                    now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), null)));
  }

  private static long reckonedOnThePrimary() throws SQLException {
    return sql(primary, "campfire", "select count(*) from campfire.analytics_facts");
  }

  @Test
  void aReplicaThatFallsBehindSaysSoAndNothingElseSuffers() throws Exception {
    write(1);
    await().untilAsserted(() -> assertThat(overview().conversationsOpened()).isEqualTo(1));
    await().untilAsserted(() -> assertThat(overview().lagMs()).isNotNull().isLessThan(1_000));

    sql(standby, "campfire", "select pg_wal_replay_pause()");
    write(2);
    await().untilAsserted(() -> assertThat(reckonedOnThePrimary()).isEqualTo(2));
    await().untilAsserted(() -> assertThat(overview().lagMs()).isGreaterThan(1_500));
    assertThat(overview().conversationsOpened()).isEqualTo(1);

    sql(standby, "campfire", "select pg_wal_replay_resume()");
    await().untilAsserted(() -> assertThat(overview().conversationsOpened()).isEqualTo(2));
    await().untilAsserted(() -> assertThat(overview().lagMs()).isLessThan(1_000));

    stop("standby");
    write(3);
    ProblemException refused = catchThrowableOfType(ProblemException.class, ReplicaIT::overview);
    assertThat(refused.code()).isEqualTo(ProblemCode.UNAVAILABLE);
    await().untilAsserted(() -> assertThat(reckonedOnThePrimary()).isEqualTo(3));
  }
}

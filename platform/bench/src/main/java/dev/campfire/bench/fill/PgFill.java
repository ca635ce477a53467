package dev.campfire.bench.fill;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.fill.Step.Changed;
import dev.campfire.bench.fill.Step.Said;
import dev.campfire.bench.fill.Step.Speaker;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes a {@link Year} in one transaction: all of it is there afterwards, or nothing. Foreign keys
 * and row-level security are not asked, so the login must be a superuser's; the rows satisfy them
 * by how they are made.
 */
public final class PgFill {
  private static final long EVERY_ROWS = 1_000_000;

  private final FillSettings settings;
  private final Consumer<String> progress;
  private final Connection connection;
  private final UUID org;
  private final long conversationsBefore;
  private final Year year;

  private PgFill(
      FillSettings settings, Consumer<String> progress, Connection connection, Instant now)
      throws SQLException {
    this.settings = settings;
    this.progress = progress;
    this.connection = connection;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select org_id, conversation_count from campfire.organizations"
                + " where widget_key = ? for no key update")) {
      statement.setString(1, settings.widgetKey());
      try (ResultSet found = statement.executeQuery()) {
        if (!found.next()) {
          throw new RefusedSettings("No organisation has the widget key " + settings.widgetKey());
        }
        this.org = found.getObject(1, UUID.class);
        this.conversationsBefore = found.getLong(2);
      }
    }
    this.year = new Year(settings, agents(), ChronoUnit.MICROS.between(Instant.EPOCH, now));
  }

  /**
   * Blocks until all rows are there and the planner knows of them.
   *
   * @param progress is given a line for somebody who waits
   * @return what was written; fails with {@link RefusedSettings} or {@link RunFailure}
   */
  public static FillReport run(FillSettings settings, Instant now, Consumer<String> progress) {
    try (Connection connection = settings.target().connect()) {
      requireSuperuser(connection);
      connection.setAutoCommit(false);
      FillReport report = new PgFill(settings, progress, connection, now).fill();
      connection.setAutoCommit(true);
      progress.accept("Vacuuming");
      try (Statement statement = connection.createStatement()) {
        for (String table : PgIndexes.TABLES) {
          statement.execute("vacuum (analyze) campfire." + table);
        }
      }
      return report;
    } catch (SQLException e) {
      throw new RunFailure("Nothing was filled in: " + e.getMessage(), e);
    }
  }

  private static void requireSuperuser(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery("select current_setting('is_superuser') = 'on'")) {
      if (!answer.next() || !answer.getBoolean(1)) {
        throw new RefusedSettings(
            "The login must be a superuser's: COPY does not pass row-level security.");
      }
    }
  }

  private List<Speaker> agents() throws SQLException {
    List<Speaker> agents = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select user_id, full_name from campfire.profiles"
                + " where org_id = ? and disabled_at is null order by user_id")) {
      statement.setObject(1, org);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          agents.add(new Speaker(found.getObject(1, UUID.class), "agent", found.getString(2)));
        }
      }
    }
    if (agents.isEmpty()) {
      throw new RefusedSettings("The organisation has no agents.");
    }
    return agents;
  }

  private FillReport fill() throws SQLException {
    long since = System.nanoTime();
    execute("set local session_replication_role = replica");
    execute("set local maintenance_work_mem = '1GB'");
    PgIndexes indexes = PgIndexes.setAside(connection, settings.messages());
    long contacts = writeContacts();
    long conversations = writeConversations();
    long changes = writeChanges();
    long messages = writeMessages();
    long copiedNanos = System.nanoTime() - since;
    indexes.bringBack(progress);
    // What a trigger would have kept, had it not been passed over.
    execute(
        "insert into campfire.conversation_tags (org_id, tag, conversation_id)"
            + " select distinct c.org_id, tag, c.id from campfire.conversations c,"
            + " unnest(c.tags) tag where c.org_id = '"
            + org
            + "' on conflict do nothing");
    execute(
        "update campfire.organizations set conversation_count = conversation_count + "
            + year.conversations()
            + " where org_id = '"
            + org
            + "'");
    connection.commit();
    return new FillReport(
        contacts, conversations, changes, messages, copiedNanos, System.nanoTime() - since);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long writeContacts() throws SQLException {
    try (PgRows rows =
        PgRows.into(connection, "contacts", "org_id, id, name, email, verified, created_at")) {
      for (long number = 0; number < year.contacts(); number++) {
        Speaker contact = year.contact(number);
        rows.row().put(org).put(contact.id()).put(contact.name());
        rows.put(contact.name() == null ? null : "contact" + number + "@example.com");
        rows.put(false).putTime(year.cameAt(number));
      }
      return rows.finish();
    }
  }

  private long writeConversations() throws SQLException {
    try (PgRows rows =
        PgRows.into(
            connection,
            "conversations",
            "org_id, id, number, contact_id, status, priority, channel, subject, tags,"
                + " assignee_id, last_seq, change_seq, last_preview, last_sent_at,"
                + " last_sender_kind, contact_message_count, contact_message_read_count,"
                + " opened_at, updated_at, resolved_at")) {
      for (long number = 0; number < year.conversations(); number++) {
        write(rows, year.story(number), conversationsBefore + number + 1);
        tell("conversations", number);
      }
      return rows.finish();
    }
  }

  private void write(PgRows rows, Story story, long number) {
    rows.row().put(org).put(story.id).put(number).put(story.contact().id());
    rows.put(story.status).put(story.priority).put(story.channel).put(story.subject);
    rows.put(story.tags).put(story.assignee == null ? null : story.assignee.id());
    rows.put(story.lastSeq).put(story.changeSeq);
    rows.put(Texts.preview(story.last.text())).putTime(story.last.at());
    rows.put(story.last.speaker().kind());
    rows.put(story.contactMessageCount).put(story.contactMessageReadCount);
    rows.putTime(story.openedAt).putTime(story.updatedAt).putTime(story.resolvedAt);
  }

  private long writeChanges() throws SQLException {
    try (PgRows rows =
        PgRows.into(
            connection,
            "conversation_changes",
            "org_id, conversation_id, change_seq, kind, actor_id, actor_kind, at, before, after")) {
      for (long number = 0; number < year.conversations(); number++) {
        Story story = year.story(number);
        for (Step step : story.steps()) {
          if (step instanceof Changed change) {
            rows.row().put(org).put(story.id).put(change.changeSeq()).put(change.kind());
            rows.put(change.actor().id()).put(change.actor().kind()).putTime(change.at());
            rows.putJson(change.before()).putJson(change.after());
          }
        }
        tell("changes of conversations", number);
      }
      return rows.finish();
    }
  }

  private long writeMessages() throws SQLException {
    MessageDigest digest = sha256();
    long told = 0;
    try (PgRows rows =
        PgRows.into(
            connection,
            "messages",
            "org_id, conversation_id, seq, change_seq, id, client_message_id, sender_id,"
                + " sender_kind, sender_name, content, sent_digest, sent_at")) {
      for (long number = 0; number < year.conversations(); number++) {
        Story story = year.story(number);
        SplittableRandom random = new SplittableRandom(settings.seed() + ~number);
        for (Step step : story.steps()) {
          if (step instanceof Said said) {
            byte[] content = Texts.content(said.text());
            rows.row().put(org).put(story.id).put(said.seq()).put(said.changeSeq());
            rows.put(Ids.at(said.at(), random)).put(Ids.random(random));
            rows.put(said.speaker().id()).put(said.speaker().kind()).put(said.speaker().name());
            rows.put(content).put(digest.digest(content)).putTime(said.at());
            tell("messages", told++);
          }
        }
      }
      return rows.finish();
    }
  }

  private void tell(String what, long number) {
    if (number > 0 && number % EVERY_ROWS == 0) {
      progress.accept("%,d %s".formatted(number, what));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}

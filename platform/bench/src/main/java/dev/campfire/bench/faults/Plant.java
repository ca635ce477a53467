package dev.campfire.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A fault that is put there on purpose, to see whether the checker finds it: the run must fail. */
public enum Plant {
  /** PostgreSQL calls commits done that are not on its disk yet, and is then killed. */
  EARLY_ACKNOWLEDGEMENT(
      Ordeal.F3,
      // Only new connections take it up: that of the nodes' logins ends with the old ones.
      "alter role all set synchronous_commit = off",
      "alter system set wal_writer_delay = '10s'",
      "alter system set wal_writer_flush_after = '1GB'",
      "select pg_reload_conf()",
      "select pg_terminate_backend(pid) from pg_stat_activity where usename <> 'postgres'"),

  /** One event of ten does not come, and nobody says how far a conversation has got. */
  DROPPED_EVENTS(Ordeal.F16),

  /** Every twentieth message is written twice. */
  DOUBLE_INSERT(
      Ordeal.F16,
      "alter table campfire.messages drop constraint messages_org_id_send_key_key",
      """
      create function campfire.write_twice() returns trigger language plpgsql security definer as $$
      begin
        new.id := gen_random_uuid();
        new.seq := -new.seq;
        new.change_seq := -new.change_seq;
        insert into campfire.messages (
          org_id, conversation_id, seq, change_seq, id, client_message_id, sender_id, sender_kind,
          content, sent_digest, sent_at)
        values (
          new.org_id, new.conversation_id, new.seq, new.change_seq, new.id, new.client_message_id,
          new.sender_id, new.sender_kind, new.content, new.sent_digest, new.sent_at);
        return null;
      end $$""",
      """
      create trigger write_twice after insert on campfire.messages
        for each row when (new.seq > 0 and new.seq % 20 = 0)
        execute function campfire.write_twice()""");

  private static final int LOSES_ONE_OF = 10;

  private final Ordeal ordeal;
  private final List<String> statements;

  Plant(Ordeal ordeal, String... statements) {
    this.ordeal = ordeal;
    this.statements = List.of(statements);
  }

  /** What it is shown by. */
  public Ordeal.Step step() {
    return new Ordeal.Step(ordeal, 1, Duration.ofSeconds(10));
  }

  /** As the database's superuser. */
  List<String> statements() {
    return statements;
  }

  /** Whether an event is kept from a reader. */
  boolean takes(JsonNode event, Random random) {
    if (this != DROPPED_EVENTS) {
      return false;
    }
    return switch (event.path("type").asText()) {
      case "feed.head" -> true;
      case "message.sent" -> random.nextInt(LOSES_ONE_OF) == 0;
      default -> false;
    };
  }
}

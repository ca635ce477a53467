package dev.campfire.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.fill.FillReport;
import dev.campfire.bench.fill.FillSettings;
import dev.campfire.bench.fill.PgFill;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code bench fill} writes is what the server would have written. */
class FillIT {
  @RegisterExtension static final CampfireExtension campfire = CampfireExtension.nodes(0).build();

  private static final Instant NOW = Instant.now();
  private static FillSettings settings;
  private static FillReport report;
  private static List<Map<String, Object>> catalogueBefore;

  /** Everything that a fill takes away for a while. */
  private static final String CATALOGUE =
      """
      select pg_get_indexdef(x.indexrelid) as definition, k.conname, x.indisvalid
      from pg_index x
      join pg_class c on c.oid = x.indrelid
      left join pg_constraint k on k.conindid = x.indexrelid and k.contype in ('p', 'u')
      where c.relnamespace = 'campfire'::regnamespace
      order by 1""";

  @BeforeAll
  static void fill() {
    TestOrg org = campfire.org();
    campfire.sql(
        "update organizations set widget_key = 'filled', conversation_count = 7 where org_id = ?",
        org.id().value());
    for (String name : List.of("Ada", "Grace")) {
      campfire.sql(
          "insert into profiles (org_id, user_id, full_name, email, role) values (?, ?, ?, ?,"
              + " 'agent')",
          org.id().value(),
          UUID.randomUUID(),
          name,
          name.toLowerCase() + "@filled.test");
    }
    catalogueBefore = campfire.sql(CATALOGUE);
    settings =
        new FillSettings(PgTarget.parse(campfire.ownerUrl()), "filled", 20_000, 3_000, 365, 7);
    report = PgFill.run(settings, NOW, line -> {});
  }

  private static void nothing(String sql) {
    assertThat(campfire.sql(sql)).isEmpty();
  }

  @Test
  void writesAsManyAsWereAskedFor() {
    assertThat(report.messages()).isEqualTo(20_000);
    assertThat(report.conversations()).isEqualTo(3_000);
    assertThat(campfire.sql("select count(*) as n from messages").get(0)).containsValue(20_000L);
    assertThat(campfire.sql("select conversation_count as n from organizations").get(0))
        .containsValue(3_007L);
  }

  @Test
  void leavesEveryIndexAndConstraintAsItWas() {
    assertThat(campfire.sql(CATALOGUE)).isEqualTo(catalogueBefore);
  }

  @Test
  void numbersMessagesAndChangesWithoutHoles() {
    nothing(
        """
        select c.id from conversations c
        left join lateral (
          select count(*) as n, max(seq) as last from messages m
          where m.org_id = c.org_id and m.conversation_id = c.id) m on true
        where (m.n, m.last) is distinct from (c.last_seq, c.last_seq)""");
    nothing(
        """
        select c.id from conversations c
        left join lateral (
          select count(*) as n, count(distinct change_seq) as distinct_n, max(change_seq) as last
          from (
            select change_seq from messages m
            where m.org_id = c.org_id and m.conversation_id = c.id
            union all
            select change_seq from conversation_changes h
            where h.org_id = c.org_id and h.conversation_id = c.id) numbers) h on true
        where (h.n, h.distinct_n, h.last)
          is distinct from (c.change_seq, c.change_seq, c.change_seq)""");
  }

  @Test
  void countsAndShortensAsTheServerDoes() {
    nothing(
        """
        select c.id from conversations c
        join lateral (
          select count(*) filter (where sender_kind = 'contact') as said,
            count(*) filter (where sender_kind = 'contact' and seq < coalesce((
              select max(seq) from messages a
              where a.org_id = c.org_id and a.conversation_id = c.id
                and a.sender_kind = 'agent'), 0)) as read
          from messages m where m.org_id = c.org_id and m.conversation_id = c.id) m on true
        where (c.contact_message_count, c.contact_message_read_count)
          is distinct from (m.said, m.read)""");
    nothing(
        """
        select c.id from conversations c
        join messages m
          on m.org_id = c.org_id and m.conversation_id = c.id and m.seq = c.last_seq
        where (c.last_sent_at, c.last_sender_kind) is distinct from (m.sent_at, m.sender_kind)
          or c.last_preview is distinct from rtrim(left(m.content, 120))""");
    nothing("select 1 from messages where sent_digest <> sha256(convert_to(content, 'UTF8'))");
  }

  @Test
  void theStateFollowsFromTheHistory() {
    nothing(
        """
        select c.id from conversations c
        left join lateral (
          select h.after #>> '{}' as status, h.at from conversation_changes h
          where h.org_id = c.org_id and h.conversation_id = c.id and h.kind = 'status'
          order by h.change_seq desc limit 1) s on true
        where c.status <> coalesce(s.status, 'open')
          or c.resolved_at is distinct from case when s.status = 'resolved' then s.at end""");
    nothing(
        """
        select c.id from conversations c
        left join lateral (
          select (h.after #>> '{}')::uuid as assignee from conversation_changes h
          where h.org_id = c.org_id and h.conversation_id = c.id and h.kind = 'assignee'
          order by h.change_seq desc limit 1) a on true
        where c.assignee_id is distinct from a.assignee""");
    nothing(
        """
        select c.id from conversations c
        where not exists (
          select 1 from conversation_changes h
          where h.org_id = c.org_id and h.conversation_id = c.id and h.change_seq = 1
            and h.kind = 'opened' and h.at = c.opened_at)""");
  }

  @Test
  void nothingIsBeforeWhatItFollows() {
    nothing(
        """
        select 1 from (
          select at, lag(at) over (partition by conversation_id order by change_seq) as before
          from (
            select conversation_id, change_seq, sent_at as at from messages
            union all select conversation_id, change_seq, at from conversation_changes) steps
          ) steps
        where at < before or at > now()""");
    nothing(
        """
        select 1 from conversations c
        join contacts k on k.org_id = c.org_id and k.id = c.contact_id
        where k.created_at > c.opened_at or c.updated_at < c.last_sent_at""");
  }

  @Test
  void everyReferenceFindsItsRow() {
    nothing(
        """
        select 1 from conversations c where not exists (
          select 1 from contacts k where k.org_id = c.org_id and k.id = c.contact_id)""");
    nothing(
        """
        select 1 from conversations c where assignee_id is not null and not exists (
          select 1 from profiles p where p.org_id = c.org_id and p.user_id = c.assignee_id)""");
    nothing(
        """
        select 1 from messages m where not exists (
          select 1 from conversations c where c.org_id = m.org_id and c.id = m.conversation_id)""");
    nothing(
        """
        select 1 from messages m
        join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
        where m.sender_kind = 'contact' and m.sender_id <> c.contact_id""");
  }

  @Test
  void aFillThatBreaksOffLeavesNothing() {
    assertThatThrownBy(() -> PgFill.run(settings, NOW, line -> {})).isInstanceOf(RunFailure.class);

    assertThat(campfire.sql("select count(*) as n from messages").get(0)).containsValue(20_000L);
    assertThat(campfire.sql(CATALOGUE)).isEqualTo(catalogueBefore);
  }
}

package dev.campfire.identity;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.host.config.Configuration;
import dev.campfire.host.database.Migrations;
import dev.campfire.testkit.CampfireExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of {@code start --demo}: whoever they name can sign in, and every number in them is what
 * the rows themselves add up to.
 */
class DemoIT {

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new IdentityModule()).build();

  @BeforeAll
  static void seed() {
    run();
  }

  private static void run() {
    new Migrations(campfire.ownerUrl()).run(script());
  }

  private static String script() {
    try (InputStream in = Migrations.class.getResourceAsStream("/demo/demo.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "admin@demo.test, ADMIN, Margaret Hamilton",
    "ada@demo.test, AGENT, Ada Lovelace",
    "grace@demo.test, AGENT, Grace Hopper",
    "eve@other.test, AGENT, Eve Harrington"
  })
  void eachAgentSignsInWithThePasswordOfTheContract(String email, Role role, String name) {
    var signedIn =
        await(campfire.bus().request(Identity.LOG_IN, Caller.SYSTEM, new LogIn(email, "campfire")));

    assertThat(signedIn.profile().role()).isEqualTo(role);
    assertThat(signedIn.profile().name()).isEqualTo(name);
  }

  @Test
  void thePasswordsHaveTheParametersOfTheConfiguration() {
    IdentityConfig config = Configuration.defaults().section("identity", IdentityConfig.class);
    var hash =
        new PasswordHash(
            config.argon2MemoryKib(), config.argon2Iterations(), config.argon2Parallelism());

    assertThat(campfire.sql("select password_hash from profiles"))
        .hasSize(4)
        .allSatisfy(
            row -> assertThat(hash.isOutdated((String) row.get("password_hash"))).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "other"})
  void eachWidgetStarts(String key) {
    var session =
        await(
            campfire
                .bus()
                .request(
                    Identity.WIDGET_SESSION, Caller.SYSTEM, new StartWidgetSession(key, null)));

    assertThat(session.organization().greeting()).isNotBlank();
  }

  @Test
  void theIdentitySecretIsTheContracts() {
    assertThat(campfire.sql("select identity_secret from organizations where widget_key = 'demo'"))
        .containsExactly(Map.of("identity_secret", "demo-identity-secret"));
  }

  @Test
  void aRestartChangesNothing() {
    List<String> before = fingerprints();

    run();

    assertThat(fingerprints()).isEqualTo(before);
  }

  /** Also not what has happened meanwhile. */
  @Test
  void aRestartLeavesWhatAgentsDid() {
    campfire.sql("update conversations set status = 'resolved', resolved_at = now()");
    List<String> before = fingerprints();
    try {
      run();

      assertThat(fingerprints()).isEqualTo(before);
    } finally {
      campfire.sql(
          """
          update conversations c
          set status = s.status, resolved_at = case when s.status = 'resolved' then s.at end
          from (
            select c.id, coalesce(h.after #>> '{}', 'open') as status, h.at from conversations c
            left join lateral (
              select after, at from conversation_changes h
              where h.conversation_id = c.id and h.kind = 'status'
              order by change_seq desc limit 1) h on true) s
          where s.id = c.id""");
    }
  }

  private static List<String> fingerprints() {
    var fingerprints = new ArrayList<String>();
    for (String table :
        List.of(
            "organizations",
            "profiles",
            "contacts",
            "conversations",
            "messages",
            "conversation_changes")) {
      fingerprints.add(
          table
              + campfire.sql(
                  "select count(*), md5(string_agg(t::text, '|' order by t::text)) from "
                      + table
                      + " t"));
    }
    return fingerprints;
  }

  @Test
  void thereIsSomethingOfEverything() {
    assertThat(campfire.sql("select id from conversations")).hasSizeBetween(12, 15);
    assertThat(strings("select distinct status as s from conversations"))
        .containsExactlyInAnyOrder("open", "pending", "snoozed", "resolved");
    assertThat(strings("select distinct priority as s from conversations"))
        .contains("normal", "high", "urgent");
    assertThat(strings("select distinct channel as s from conversations")).contains("web", "email");
    assertThat(strings("select distinct sender_kind as s from messages"))
        .containsExactlyInAnyOrder("contact", "agent", "bot");
    String all = String.join(" ", strings("select content as s from messages"));
    assertThat(all).contains("Vielen Dank").contains("شكراً").contains("🎉");
    assertThat(strings("select id::text as s from conversations where assignee_id is null"))
        .isNotEmpty();
    assertThat(strings("select id::text as s from contacts where name is null")).isNotEmpty();
    assertThat(strings("select id::text as s from messages where sent_at > now()")).isEmpty();
  }

  @Test
  void anOrganisationCountsItsConversations() {
    assertNone(
        """
        select o.name from organizations o
        where o.conversation_count <> (
            select count(*) from conversations c where c.org_id = o.org_id)
          or o.conversation_count <> (
            select coalesce(max(number), 0) from conversations c where c.org_id = o.org_id)""");
  }

  @Test
  void messagesAreNumberedWithoutHoles() {
    assertNone(
        """
        select c.number from conversations c
        left join messages m on m.org_id = c.org_id and m.conversation_id = c.id
        group by c.org_id, c.id
        having c.last_seq <> count(m.seq) or c.last_seq <> max(m.seq) or min(m.seq) <> 1""");
  }

  @Test
  void changesAreNumberedWithoutHolesFromTheOpeningOn() {
    assertNone(
        """
        with changes as (
          select org_id, conversation_id, change_seq, sent_at as at, 'message' as kind
          from messages
          union all
          select org_id, conversation_id, change_seq, at, kind from conversation_changes)
        select c.number from conversations c
        join changes h on h.org_id = c.org_id and h.conversation_id = c.id
        group by c.org_id, c.id
        having c.change_seq <> count(*) or c.change_seq <> count(distinct h.change_seq)
          or c.change_seq <> max(h.change_seq) or min(h.change_seq) <> 1
          or c.opened_at <> min(h.at) filter (where h.kind = 'opened')
          or count(*) filter (where h.kind = 'opened' and h.change_seq = 1) <> 1
          or c.updated_at <> max(h.at)""");
  }

  @Test
  void timeRunsWithTheNumbers() {
    assertNone(
        """
        select * from (
          select at, lag(at) over (partition by org_id, conversation_id order by change_seq) as before
          from (
            select org_id, conversation_id, change_seq, sent_at as at from messages
            union all
            select org_id, conversation_id, change_seq, at from conversation_changes) all_changes
        ) pairs where at < before""");
  }

  @Test
  void theLastMessageIsTheLast() {
    assertNone(
        """
        select c.number from conversations c
        join messages m on m.org_id = c.org_id and m.conversation_id = c.id and m.seq = c.last_seq
        where c.last_sent_at <> m.sent_at or c.last_sender_kind <> m.sender_kind
          or c.last_preview <> rtrim(left(regexp_replace(m.content, '\\s+', ' ', 'g'), 120))
          or c.last_preview is null""");
  }

  @Test
  void theContactsMessagesAreCountedAndThoseThatAnAgentHasRead() {
    assertNone(
        """
        select c.number from conversations c
        join messages m on m.org_id = c.org_id and m.conversation_id = c.id
        group by c.org_id, c.id
        having c.contact_message_count <> count(*) filter (where m.sender_kind = 'contact')
          or c.contact_message_read_count <> (
            select count(*) from messages r
            where r.org_id = c.org_id and r.conversation_id = c.id and r.sender_kind = 'contact'
              and r.seq < (select max(a.seq) from messages a
                where a.org_id = c.org_id and a.conversation_id = c.id
                  and a.sender_kind = 'agent'))""");
    assertThat(
            strings(
                "select number::text as s from conversations"
                    + " where contact_message_count > contact_message_read_count"))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aConversationIsAsItsChangesLeftIt() {
    assertNone(
        """
        with latest as (
          select distinct on (org_id, conversation_id, kind)
            org_id, conversation_id, kind, after, at
          from conversation_changes order by org_id, conversation_id, kind, change_seq desc)
        select c.number from conversations c
        left join latest s on s.conversation_id = c.id and s.kind = 'status'
        left join latest p on p.conversation_id = c.id and p.kind = 'priority'
        left join latest t on t.conversation_id = c.id and t.kind = 'tags'
        left join latest a on a.conversation_id = c.id and a.kind = 'assignee'
        where c.status <> coalesce(s.after #>> '{}', 'open')
          or c.priority <> coalesce(p.after #>> '{}', 'normal')
          or to_jsonb(c.tags) <> coalesce(t.after, '[]')
          or c.assignee_id is distinct from (a.after #>> '{}')::uuid
          or c.resolved_at is distinct from case when c.status = 'resolved' then s.at end
          or (c.snoozed_until is not null) <> (c.status = 'snoozed')
          or c.snoozed_until < now()""");
  }

  @Test
  void eachChangeStartsWhereTheOneBeforeEnded() {
    assertNone(
        """
        select * from (
          select kind, before, after,
            lag(after) over (partition by org_id, conversation_id, kind order by change_seq)
              as left_by
          from conversation_changes where kind <> 'opened') changes
        where before is distinct from coalesce(left_by, case kind
            when 'status' then '"open"'::jsonb
            when 'priority' then '"normal"'::jsonb
            when 'tags' then '[]'::jsonb end)
          or before is not distinct from after""");
  }

  @Test
  void aContactsMessageFindsTheConversationOpen() {
    assertNone(
        """
        select c.number from messages m
        join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
        where m.sender_kind = 'contact' and coalesce((
          select h.after #>> '{}' from conversation_changes h
          where h.org_id = m.org_id and h.conversation_id = m.conversation_id
            and h.kind = 'status' and h.change_seq < m.change_seq
          order by h.change_seq desc limit 1), 'open') <> 'open'""");
  }

  @Test
  void messagesAreByThoseWhoAreThereAndAsTheyWereSent() {
    assertNone(
        """
        select m.id from messages m
        join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
        join contacts k on k.org_id = c.org_id and k.id = c.contact_id
        left join profiles p on p.org_id = m.org_id and p.user_id = m.sender_id
        where m.sent_digest <> sha256(convert_to(m.content, 'UTF8'))
          or (m.sender_kind = 'contact') <> (m.sender_id = c.contact_id)
          or (m.sender_kind = 'agent') <> (p.user_id is not null)
          or m.sender_name is distinct from case m.sender_kind
            when 'agent' then p.full_name
            when 'contact' then k.name
            else m.sender_name end
          or (m.sender_kind = 'bot' and m.sender_name is null)
          or length(m.content) not between 1 and 8000""");
  }

  private static void assertNone(String question) {
    assertThat(campfire.sql(question)).isEmpty();
  }

  private static List<String> strings(String question) {
    return campfire.sql(question).stream().map(row -> (String) row.get("s")).toList();
  }
}

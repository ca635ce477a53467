package dev.campfire.analytics;

import dev.campfire.contract.id.OrgId;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Conversations at random, by a seed, over some days in which clocks in Europe go forward:
 * openings, turns, bots, hand-overs, edits, resolutions, reopenings by both sides, many at the same
 * millisecond. Written in slices, so that what comes later is reckoned later.
 */
final class RandomHistory {
  private static final Instant START = Instant.parse("2026-03-27T22:00:00.000Z");

  /** Of one conversation: enough for some episodes, few enough that they lie in those days. */
  private static final int EVENTS_EACH = 40;

  private final CampfireExtension campfire;
  private final OrgId org;
  private final Random random;
  private final List<UUID> agents = new ArrayList<>();
  private final List<UUID> contacts = new ArrayList<>();
  private final List<Talk> talks = new ArrayList<>();
  private final Set<Talk> moved = new LinkedHashSet<>();
  private final StringBuilder messages = new StringBuilder();
  private final StringBuilder changes = new StringBuilder();
  private final StringBuilder edits = new StringBuilder();
  private final StringBuilder adoptions = new StringBuilder();

  /**
   * @param events how many will happen
   */
  RandomHistory(CampfireExtension campfire, TestOrg org, long seed, int events) {
    this.campfire = campfire;
    this.org = org.id();
    this.random = new Random(seed);
    hours("2026-03-28T03:00:00.000Z", "Europe/Berlin", "{2026-03-30}");
    hours("2026-03-30T12:30:00.000Z", "Australia/Lord_Howe", "{}");
    hours("2026-04-01T00:00:00.000Z", null, "{}");
    for (int i = 0; i < 4; i++) {
      agents.add(org.agent("Agent " + i).id().value());
    }
    int conversations = Math.max(1, events / EVENTS_EACH);
    for (int i = 0; i <= conversations / 3; i++) {
      contacts.add(uuid());
    }
    campfire.sql(
        "insert into contacts (org_id, id, created_at) select ?, unnest(?::uuid[]), now()",
        this.org.value(),
        contacts.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")));
    while (talks.size() < conversations) {
      talks.add(new Talk());
    }
  }

  /** From a moment on: nights over midnight in two openings, the hour that clocks leave out. */
  private void hours(String since, String zone, String holidays) {
    campfire.sql(
        """
        insert into business_hours (org_id, since, timezone, week, holidays)
        select ?, ?::timestamptz, ?, jsonb_agg(jsonb_build_object(
          'weekday', d, 'fromMinute', f, 'toMinute', t)), ?::date[]
        from generate_series(1, 7) d cross join (values (0, 150), (165, 180), (540, 1080),
          (1200, 1440)) as o (f, t)
        where d <> 2""",
        org.value(),
        since,
        zone,
        holidays);
  }

  private final class Talk {
    final UUID id = uuid();
    UUID contact = pick(contacts);
    final long number = talks.size() + 1;
    String status = "open";
    String spoke;
    UUID assignee;
    String tags = "[]";
    long changeSeq;
    long seq;
    Instant at = START.plusMillis(random.nextInt(5 * 24 * 3_600_000));

    void step() {
      if (changeSeq == 0) {
        change("opened", "null", "{\"status\":\"open\"}", contact, "contact");
        return;
      }
      at = at.plus(pause());
      switch (random.nextInt(15)) {
        case 0, 1, 2, 3 -> {
          if (!status.equals("open")) {
            status("open", contact, "contact");
          }
          say(contact, "contact");
        }
        case 4, 5, 6 -> say(pick(agents), "agent");
        case 7 -> say(new UUID(1, 1), "bot");
        case 8 -> assign(random.nextBoolean() ? pick(agents) : null);
        case 9 -> edit();
        case 10 ->
            status(pick(List.of("open", "pending", "snoozed", "resolved")), pick(agents), "agent");
        case 11 -> tag();
        case 13 -> turnOutToBe(pick(contacts));
        case 12 -> change("priority", "\"low\"", "\"high\"", pick(agents), "agent");
        default ->
            status(
                "resolved",
                random.nextBoolean() ? pick(agents) : new UUID(1, 1),
                random.nextBoolean() ? "agent" : "bot");
      }
    }

    private Duration pause() {
      return switch (random.nextInt(4)) {
        case 0 -> Duration.ZERO;
        case 1 -> Duration.ofMillis(random.nextInt(5_000));
        case 2 -> Duration.ofSeconds(random.nextInt(1_800));
        default -> Duration.ofMinutes(random.nextInt(600));
      };
    }

    private void say(UUID sender, String kind) {
      seq++;
      changeSeq++;
      spoke = kind;
      row(
          messages,
          "{\"c\":\"%s\",\"s\":%d,\"n\":%d,\"i\":\"%s\",\"w\":\"%s\",\"k\":\"%s\",\"at\":\"%s\"}",
          id,
          seq,
          changeSeq,
          uuid(),
          sender,
          kind,
          at);
    }

    private void edit() {
      if (seq > 0) {
        changeSeq++;
        row(
            edits,
            "{\"c\":\"%s\",\"s\":%d,\"n\":%d}",
            id,
            1 + random.nextInt((int) seq),
            changeSeq);
      }
    }

    private void assign(UUID agent) {
      change(
          "assignee",
          assignee == null ? "null" : "\"" + assignee + "\"",
          agent == null ? "null" : "\"" + agent + "\"",
          pick(agents),
          "agent");
      assignee = agent;
    }

    private void turnOutToBe(UUID other) {
      change(
          "contact",
          '"' + contact.toString() + '"',
          '"' + other.toString() + '"',
          other,
          "contact");
      contact = other;
      row(adoptions, "{\"c\":\"%s\",\"n\":%d,\"s\":%d,\"w\":\"%s\"}", id, changeSeq, seq, other);
    }

    private void tag() {
      String before = tags;
      tags =
          Stream.of("vip", "late", "web", "S\u00fcd, \\\"nord\\\"")
              .filter(each -> random.nextBoolean())
              .map(each -> '"' + each + '"')
              .collect(Collectors.joining(",", "[", "]"));
      change("tags", before, tags, pick(agents), "agent");
    }

    private void status(String to, UUID actor, String kind) {
      if (!to.equals(status)) {
        change("status", "\"" + status + "\"", "\"" + to + "\"", actor, kind);
        status = to;
      }
    }

    private void change(String kind, String before, String after, UUID actor, String by) {
      changeSeq++;
      row(
          changes,
          "{\"c\":\"%s\",\"n\":%d,\"k\":\"%s\",\"b\":%s,\"a\":%s,\"w\":\"%s\",\"by\":\"%s\","
              + "\"at\":\"%s\"}",
          id,
          changeSeq,
          kind,
          before,
          after,
          actor,
          by,
          at);
    }

    private String state() {
      return "{\"id\":\"%s\",\"no\":%d,\"c\":\"%s\",\"st\":\"%s\",\"s\":%d,\"n\":%d,\"at\":\"%s\",\"ch\":\"%s\",\"k\":%s}"
          .formatted(
              id,
              number,
              contact,
              status,
              seq,
              changeSeq,
              at,
              List.of("web", "email", "api").get((int) (number % 3)),
              spoke == null ? "null" : "\"" + spoke + "\"");
    }
  }

  private static void row(StringBuilder rows, String form, Object... values) {
    rows.append(rows.length() == 0 ? "" : ",").append(form.formatted(values));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Lets something happen so many times, and writes it. */
  void happen(int events) {
    for (int i = 0; i < events; i++) {
      Talk talk = pick(talks);
      talk.step();
      moved.add(talk);
    }
    write();
  }

  private void write() {
    String states = moved.stream().map(Talk::state).collect(Collectors.joining(","));
    campfire.sql(
        """
        insert into conversations (org_id, id, number, contact_id, channel, change_seq, opened_at,
          updated_at)
        select ?, id, no, c, ch, 0, at, at
        from jsonb_to_recordset(?::jsonb) as r (id uuid, no bigint, c uuid, ch text, at timestamptz)
        on conflict do nothing""",
        org.value(),
        "[" + states + "]");
    campfire.sql(
        """
        insert into messages (org_id, conversation_id, seq, change_seq, id, client_message_id,
          sender_id, sender_kind, content, sent_digest, sent_at)
        select ?, c, s, n, i, i, w, k, '', '', at
        from jsonb_to_recordset(?::jsonb) as r (c uuid, s bigint, n bigint, i uuid, w uuid, k text,
          at timestamptz)""",
        org.value(),
        "[" + messages + "]");
    campfire.sql(
        """
        insert into conversation_changes (org_id, conversation_id, change_seq, kind, actor_id,
          actor_kind, at, before, after)
        select ?, c, n, k, w, by, at, b, a
        from jsonb_to_recordset(?::jsonb) as r (c uuid, n bigint, k text, b jsonb, a jsonb, w uuid,
          by text, at timestamptz)""",
        org.value(),
        "[" + changes + "]");
    // One after the other, as the trigger sees them; the newest of a message stays.
    campfire.sql(
        """
        update messages m set change_seq = r.n
        from (
          select c, s, max(n) as n from jsonb_to_recordset(?::jsonb) as r (c uuid, s bigint, n bigint)
          group by c, s) r
        where m.org_id = ? and m.conversation_id = r.c and m.seq = r.s""",
        "[" + edits + "]",
        org.value());
    campfire.sql(
        """
        update messages m set sender_id = r.w
        from (
          select distinct on (c) c, s, w
          from jsonb_to_recordset(?::jsonb) as r (c uuid, n bigint, s bigint, w uuid)
          order by c, n desc) r
        where m.org_id = ? and m.conversation_id = r.c and m.seq <= r.s
          and m.sender_kind = 'contact'""",
        "[" + adoptions + "]",
        org.value());
    // Last: from here on it is there to be reckoned.
    campfire.sql(
        """
        update conversations c set status = r.st, last_seq = r.s, change_seq = r.n,
          last_sender_kind = r.k, updated_at = r.at
        from jsonb_to_recordset(?::jsonb) as r (id uuid, st text, s bigint, n bigint, k text,
          at timestamptz)
        where c.org_id = ? and c.id = r.id""",
        "[" + states + "]",
        org.value());
    messages.setLength(0);
    changes.setLength(0);
    edits.setLength(0);
    adoptions.setLength(0);
    moved.clear();
  }
}

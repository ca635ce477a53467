package dev.campfire.analytics;

import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What happens in one conversation, written as messaging writes it, at any time that a test wants:
 * rows, and only then the counters, since each statement is a transaction of its own here.
 */
final class Story {
  private final CampfireExtension campfire;
  private final TestOrg org;
  private final UUID contact;
  final UUID id = UUID.randomUUID();
  private String status = "open";
  private UUID assignee;
  private long changeSeq;
  private long seq;

  private Story(CampfireExtension campfire, TestOrg org, UUID contact) {
    this.campfire = campfire;
    this.org = org;
    this.contact = contact;
  }

  /** A conversation opened by its contact over the website. */
  static Story open(CampfireExtension campfire, TestOrg org, String at) {
    return open(campfire, org, UUID.randomUUID(), "web", Instant.parse(at));
  }

  static Story open(
      CampfireExtension campfire, TestOrg org, UUID contact, String channel, Instant at) {
    Story story = new Story(campfire, org, contact);
    campfire.sql(
        "insert into contacts (org_id, id, created_at) values (?, ?, ?) on conflict do nothing",
        org.id().value(),
        contact,
        column(at));
    campfire.sql(
        """
        insert into conversations (org_id, id, number, contact_id, channel, change_seq, opened_at,
          updated_at)
        select ?, ?, coalesce(max(number), 0) + 1, ?, ?, 0, ?, ? from conversations
        where org_id = ?""",
        org.id().value(),
        story.id,
        contact,
        channel,
        column(at),
        column(at),
        org.id().value());
    story.change("opened", null, "{\"status\":\"open\"}", contact, SenderKind.CONTACT, at);
    return story;
  }

  Story says(String at) {
    return says(SenderKind.CONTACT, contact, Instant.parse(at));
  }

  Story says(SenderKind kind, UUID sender, String at) {
    return says(kind, sender, Instant.parse(at));
  }

  Story says(SenderKind kind, UUID sender, Instant at) {
    if (kind == SenderKind.CONTACT && !status.equals("open")) {
      status("open", kind, sender, at);
    }
    seq++;
    changeSeq++;
    campfire.sql(
        """
        insert into messages (org_id, conversation_id, seq, change_seq, id, client_message_id,
          sender_id, sender_kind, content, sent_digest, sent_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, 'words', ''::bytea, ?)""",
        org.id().value(),
        id,
        seq,
        changeSeq,
        UUID.randomUUID(),
        UUID.randomUUID(),
        sender,
        kind.name().toLowerCase(),
        column(at));
    return moved(at, kind);
  }

  UUID contact() {
    return contact;
  }

  /** A message gets another text, and a number after all that has happened. */
  Story edits(long place, Instant at) {
    changeSeq++;
    campfire.sql(
        """
        update messages set content = 'other words', edited_at = ?, change_seq = ?
        where org_id = ? and conversation_id = ? and seq = ?""",
        column(at),
        changeSeq,
        org.id().value(),
        id,
        place);
    return moved(at, null);
  }

  Story resolves(UUID agent, String at) {
    return status("resolved", SenderKind.AGENT, agent, Instant.parse(at));
  }

  Story status(String to, SenderKind kind, UUID actor, Instant at) {
    change("status", '"' + status + '"', '"' + to + '"', actor, kind, at);
    status = to;
    campfire.sql(
        "update conversations set status = ?, resolved_at = ? where org_id = ? and id = ?",
        to,
        to.equals("resolved") ? column(at) : null,
        org.id().value(),
        id);
    return this;
  }

  Story assign(UUID agent, UUID by, Instant at) {
    change(
        "assignee",
        assignee == null ? null : '"' + assignee.toString() + '"',
        agent == null ? null : '"' + agent.toString() + '"',
        by,
        SenderKind.AGENT,
        at);
    assignee = agent;
    return this;
  }

  Story tag(UUID by, Instant at) {
    change("tags", "[]", "[\"late\"]", by, SenderKind.AGENT, at);
    return this;
  }

  String status() {
    return status;
  }

  long messages() {
    return seq;
  }

  private void change(
      String kind, String before, String after, UUID actor, SenderKind by, Instant at) {
    changeSeq++;
    campfire.sql(
        """
        insert into conversation_changes (org_id, conversation_id, change_seq, kind, actor_id,
          actor_kind, at, before, after)
        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""",
        org.id().value(),
        id,
        changeSeq,
        kind,
        actor,
        by.name().toLowerCase(),
        column(at),
        before,
        after);
    moved(at, null);
  }

  private Story moved(Instant at, SenderKind spoke) {
    campfire.sql(
        """
        update conversations
        set last_seq = ?, change_seq = ?, updated_at = ?,
          last_sender_kind = coalesce(?, last_sender_kind)
        where org_id = ? and id = ?""",
        seq,
        changeSeq,
        column(at),
        spoke == null ? null : spoke.name().toLowerCase(),
        org.id().value(),
        id);
    return this;
  }

  private static OffsetDateTime column(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

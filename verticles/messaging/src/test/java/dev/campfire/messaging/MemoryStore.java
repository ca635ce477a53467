package dev.campfire.messaging;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Priority;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.messaging.Updated.Part;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Conversations in memory, one message at a time and without cleverness: what the rules of the
 * contract say, to hold the real store against.
 */
class MemoryStore implements MessagingStore, AppendStore, ChangeStore {

  /** One conversation and all that belongs to it. */
  static final class Kept {
    final OrgId org;
    final ConversationId id;
    final PersonId contact;
    final List<Message> messages = new ArrayList<>();
    final Map<ClientMessageId, String> firstContents = new HashMap<>();
    final Opening opening;
    final List<Part> changes = new ArrayList<>();
    Priority priority = Priority.NORMAL;
    List<String> tags = List.of();
    Conversation.Assignee assignee;
    String subject;
    ConversationStatus status = ConversationStatus.OPEN;
    Instant snoozedUntil;
    Instant resolvedAt;
    Instant updatedAt;
    long changeSeq = 1;
    long contactMessages;
    long read;

    Kept(Opening opening) {
      this.opening = opening;
      this.org = opening.author().org();
      this.id = opening.id();
      this.contact = opening.contact();
      this.updatedAt = opening.at();
      this.subject = opening.subject();
    }

    Conversation shown() {
      return new Conversation(
          id,
          org,
          1,
          status,
          snoozedUntil,
          priority,
          opening.channel(),
          subject,
          tags,
          new Conversation.ContactView(
              contact, opening.name(), opening.email(), false, opensThemselves()),
          assignee,
          lastMessage(),
          messages.size(),
          changeSeq,
          contactMessages - read,
          opening.at(),
          updatedAt,
          resolvedAt);
    }

    private boolean opensThemselves() {
      return contact.equals(opening.author().sender().id());
    }

    private Conversation.LastMessage lastMessage() {
      if (messages.isEmpty()) {
        return null;
      }
      Message last = messages.get(messages.size() - 1);
      return new Conversation.LastMessage(
          last.seq(), Preview.of(last.content()), last.sentAt(), last.sender().kind());
    }
  }

  final Map<Draft.Conversation, Kept> conversations = new HashMap<>();

  /** Who can be given a conversation. */
  final Map<PersonId, String> agents = new HashMap<>();

  @Override
  public Future<Opening.Opened> open(Opening opening) {
    Draft.Conversation key = new Draft.Conversation(opening.author().org(), opening.id());
    Kept known = conversations.get(key);
    if (known != null && opening.contactNamed() && !known.contact.equals(opening.contact())) {
      return Future.failedFuture(ProblemException.of(ProblemCode.CONFLICT, "Another's."));
    }
    Kept kept = conversations.computeIfAbsent(key, none -> new Kept(opening));
    return Future.succeededFuture(new Opening.Opened(kept.shown(), known != null));
  }

  private Optional<Kept> kept(Reader reader, ConversationId id) {
    return Optional.ofNullable(conversations.get(new Draft.Conversation(reader.org(), id)))
        .filter(kept -> reader.onlyOf() == null || reader.onlyOf().equals(kept.contact));
  }

  private static <T> Future<T> notFound() {
    return Future.failedFuture(ProblemException.notFound());
  }

  @Override
  public Future<List<Conversation>> findAll(OrgId org, Collection<ConversationId> ids) {
    Reader everything = new Reader(org, null);
    return Future.succeededFuture(
        ids.stream().flatMap(id -> kept(everything, id).stream()).map(Kept::shown).toList());
  }

  @Override
  public Future<List<Conversation>> list(Reader reader, ConversationFilter filter) {
    return Future.succeededFuture(
        conversations.keySet().stream()
            .filter(key -> key.org().equals(reader.org()))
            .flatMap(key -> kept(reader, key.id()).stream())
            .map(Kept::shown)
            .sorted(Comparator.comparing(Conversation::updatedAt).reversed())
            .limit(filter.limit())
            .toList());
  }

  @Override
  public Future<List<Outcome>> append(List<Draft> batch, Instant now) {
    return Future.succeededFuture(batch.stream().map(draft -> append(draft, now)).toList());
  }

  @Override
  public Future<Outcome> appendWithoutId(Draft draft, Instant now) {
    Kept kept = kept(draft.author().reader(), draft.conversationId()).orElse(null);
    if (kept == null) {
      return Future.succeededFuture(new Outcome.Refused(ProblemException.notFound()));
    }
    Instant at = now.isAfter(kept.updatedAt) ? now : kept.updatedAt;
    return Future.succeededFuture(
        kept.messages.stream()
            .filter(message -> message.sender().id().equals(draft.author().sender().id()))
            .filter(
                message ->
                    kept.firstContents.get(message.clientMessageId()).equals(draft.content()))
            .filter(message -> message.sentAt().isAfter(at.minusSeconds(2)))
            .reduce((earlier, newer) -> newer)
            .<Outcome>map(recent -> new Outcome.Stored(recent, true, null))
            .orElseGet(() -> append(draft, now)));
  }

  private Outcome append(Draft draft, Instant now) {
    boolean contacts = draft.author().sender().kind() == SenderKind.CONTACT;
    Reader writer =
        new Reader(draft.author().org(), contacts ? draft.author().sender().id() : null);
    return kept(writer, draft.conversationId())
        .map(kept -> append(kept, draft, now))
        .orElseGet(() -> new Outcome.Refused(ProblemException.notFound()));
  }

  private static Outcome append(Kept kept, Draft draft, Instant now) {
    Optional<Message> earlier =
        kept.messages.stream()
            .filter(message -> message.clientMessageId().equals(draft.clientMessageId()))
            .findFirst();
    if (earlier.isPresent()) {
      boolean same =
          Objects.equals(kept.firstContents.get(draft.clientMessageId()), draft.content())
              && earlier.get().sender().id().equals(draft.author().sender().id());
      return same
          ? new Outcome.Stored(earlier.get(), true, null)
          : new Outcome.Refused(ProblemException.of(ProblemCode.CONFLICT, "Another message."));
    }
    if (now.isAfter(kept.updatedAt)) {
      kept.updatedAt = now;
    }
    SenderKind kind = draft.author().sender().kind();
    Conversation reopened = null;
    if (kind == SenderKind.CONTACT && kept.status != ConversationStatus.OPEN) {
      kept.status = ConversationStatus.OPEN;
      kept.snoozedUntil = null;
      kept.resolvedAt = null;
      kept.changeSeq++;
      kept.changes.add(Part.STATUS);
      reopened = kept.shown().forContact();
    }
    kept.changeSeq++;
    Message message =
        new Message(
            draft.id(),
            draft.conversationId(),
            kept.messages.size() + 1L,
            kept.changeSeq,
            draft.clientMessageId(),
            draft.author().sender(),
            draft.content(),
            kept.updatedAt,
            null,
            null);
    kept.messages.add(message);
    kept.firstContents.put(draft.clientMessageId(), draft.content());
    if (kind == SenderKind.CONTACT) {
      kept.contactMessages++;
    } else if (kind == SenderKind.AGENT) {
      kept.read = kept.contactMessages;
    }
    return new Outcome.Stored(message, false, reopened);
  }

  @Override
  public Future<Updated> update(Author author, UpdateConversation wanted, Instant now) {
    Kept kept = kept(author.reader(), wanted.conversationId()).orElse(null);
    PersonId assignee = wanted.assigneeId() == null ? null : wanted.assigneeId().value();
    if (kept == null || (assignee != null && !agents.containsKey(assignee))) {
      return notFound();
    }
    if (wanted.snoozedUntil() != null
        && wanted.status() == null
        && kept.status != ConversationStatus.SNOOZED) {
      return Future.failedFuture(ProblemException.of(ProblemCode.CONFLICT, "It does not sleep."));
    }
    Conversation before = kept.shown();
    List<Part> changed = new ArrayList<>();
    Instant at = now.isAfter(kept.updatedAt) ? now : kept.updatedAt;
    ConversationStatus status = wanted.status() == null ? kept.status : wanted.status();
    Instant until =
        status != ConversationStatus.SNOOZED
            ? null
            : wanted.snoozedUntil() != null ? wanted.snoozedUntil() : kept.snoozedUntil;
    if (status != kept.status || !Objects.equals(until, kept.snoozedUntil)) {
      kept.resolvedAt =
          status != ConversationStatus.RESOLVED
              ? null
              : kept.status == ConversationStatus.RESOLVED ? kept.resolvedAt : at;
      kept.status = status;
      kept.snoozedUntil = until;
      changed.add(Part.STATUS);
    }
    if (wanted.priority() != null && wanted.priority() != kept.priority) {
      kept.priority = wanted.priority();
      changed.add(Part.PRIORITY);
    }
    if (wanted.tags() != null && !wanted.tags().equals(kept.tags)) {
      kept.tags = wanted.tags();
      changed.add(Part.TAGS);
    }
    Conversation.Assignee next =
        assignee == null ? null : new Conversation.Assignee(assignee, agents.get(assignee));
    if (wanted.assigneeId() != null && !Objects.equals(next, kept.assignee)) {
      kept.assignee = next;
      changed.add(Part.ASSIGNEE);
    }
    if (wanted.subject() != null && !wanted.subject().equals(kept.subject)) {
      kept.subject = wanted.subject();
      changed.add(Part.SUBJECT);
    }
    if (!changed.isEmpty()) {
      kept.changeSeq += changed.size();
      kept.updatedAt = at;
      kept.changes.addAll(changed);
    }
    return Future.succeededFuture(new Updated(before, kept.shown(), changed));
  }

  @Override
  public Future<Rewritten> edit(Author author, EditMessage wanted, Instant now) {
    return rewrite(
        author, wanted.conversationId(), wanted.messageId(), wanted.content(), false, now);
  }

  @Override
  public Future<Rewritten> delete(Author author, DeleteMessage wanted, Instant now) {
    return rewrite(author, wanted.conversationId(), wanted.messageId(), "", true, now);
  }

  private Future<Rewritten> rewrite(
      Author author,
      ConversationId id,
      MessageId messageId,
      String content,
      boolean deletes,
      Instant now) {
    Kept kept = kept(author.reader(), id).orElse(null);
    Message was =
        kept == null
            ? null
            : kept.messages.stream()
                .filter(message -> message.id().equals(messageId))
                .findFirst()
                .orElse(null);
    if (was == null) {
      return notFound();
    }
    if (!was.sender().id().equals(author.sender().id())) {
      return Future.failedFuture(ProblemException.of(ProblemCode.FORBIDDEN, "Another's."));
    }
    if (was.deletedAt() != null && !deletes) {
      return Future.failedFuture(ProblemException.of(ProblemCode.CONFLICT, "It is deleted."));
    }
    if (was.deletedAt() != null || (!deletes && was.content().equals(content))) {
      return Future.succeededFuture(new Rewritten(was, false));
    }
    kept.updatedAt = now.isAfter(kept.updatedAt) ? now : kept.updatedAt;
    kept.changeSeq++;
    Message is =
        new Message(
            was.id(),
            was.conversationId(),
            was.seq(),
            kept.changeSeq,
            was.clientMessageId(),
            was.sender(),
            content,
            was.sentAt(),
            deletes ? was.editedAt() : kept.updatedAt,
            deletes ? kept.updatedAt : null);
    kept.messages.set((int) was.seq() - 1, is);
    return Future.succeededFuture(new Rewritten(is, true));
  }

  @Override
  public Future<List<OrgId>> orgsToWake(Instant now) {
    return Future.succeededFuture(
        conversations.values().stream()
            .filter(kept -> isDue(kept, now))
            .map(kept -> kept.org)
            .distinct()
            .toList());
  }

  private static boolean isDue(Kept kept, Instant now) {
    return kept.snoozedUntil != null && !kept.snoozedUntil.isAfter(now);
  }

  @Override
  public Future<List<Conversation>> wake(OrgId org, Instant now, int most) {
    return Future.succeededFuture(
        conversations.values().stream()
            .filter(kept -> kept.org.equals(org) && isDue(kept, now))
            .limit(most)
            .map(kept -> wake(kept, now))
            .toList());
  }

  private static Conversation wake(Kept kept, Instant now) {
    kept.status = ConversationStatus.OPEN;
    kept.snoozedUntil = null;
    kept.updatedAt = now.isAfter(kept.updatedAt) ? now : kept.updatedAt;
    kept.changeSeq++;
    kept.changes.add(Part.STATUS);
    return kept.shown();
  }

  @Override
  public Future<ReadHistory.Page> historyBefore(
      Reader reader, ConversationId id, long seq, int limit) {
    return kept(reader, id)
        .map(
            kept -> {
              List<Message> before =
                  kept.messages.stream().filter(message -> message.seq() < seq).toList();
              return page(kept, before.subList(Math.max(0, before.size() - limit), before.size()));
            })
        .orElseGet(MemoryStore::notFound);
  }

  @Override
  public Future<ReadHistory.Page> historyAfter(
      Reader reader, ConversationId id, long seq, int limit) {
    return kept(reader, id)
        .map(
            kept ->
                page(
                    kept,
                    kept.messages.stream()
                        .filter(message -> message.seq() > seq)
                        .limit(limit)
                        .toList()))
        .orElseGet(MemoryStore::notFound);
  }

  private static Future<ReadHistory.Page> page(Kept kept, List<Message> messages) {
    return Future.succeededFuture(
        new ReadHistory.Page(messages, kept.messages.isEmpty() ? 0 : 1, kept.messages.size()));
  }

  @Override
  public Future<SyncConversation.Changes> changes(
      Reader reader, ConversationId id, long afterChange, int limit) {
    return kept(reader, id)
        .map(kept -> changes(kept, afterChange, limit))
        .orElseGet(MemoryStore::notFound);
  }

  private static Future<SyncConversation.Changes> changes(Kept kept, long afterChange, int limit) {
    if (afterChange > kept.changeSeq) {
      return Future.failedFuture(ProblemException.of(ProblemCode.CONFLICT, "Beyond the head."));
    }
    List<Message> changed =
        kept.messages.stream()
            .filter(message -> message.changeSeq() > afterChange)
            .sorted(Comparator.comparingLong(Message::changeSeq))
            .toList();
    boolean more = changed.size() > limit;
    List<Message> shown = changed.stream().limit(limit).toList();
    return Future.succeededFuture(
        new SyncConversation.Changes(
            kept.shown(),
            shown,
            List.of(),
            more ? shown.get(limit - 1).changeSeq() : kept.changeSeq,
            more));
  }

  @Override
  public Future<List<ReadHeads.Head>> heads(Set<OrgId> orgs, Instant after) {
    return Future.succeededFuture(
        conversations.values().stream()
            .filter(kept -> orgs.contains(kept.org) && kept.updatedAt.isAfter(after))
            .map(
                kept -> new ReadHeads.Head(kept.org, kept.id, kept.messages.size(), kept.changeSeq))
            .toList());
  }
}

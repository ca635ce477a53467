package dev.campfire.messaging;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Priority;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.receipts.Receipt;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Rows of {@link MessagingSql} as records. */
final class PgRows {
  private PgRows() {}

  static Conversation conversation(Row row) {
    return new Conversation(
        new ConversationId(row.getUUID("id")),
        new OrgId(row.getUUID("org_id")),
        row.getLong("number"),
        named(ConversationStatus.class, row.getString("status")),
        instant(row, "snoozed_until"),
        named(Priority.class, row.getString("priority")),
        named(Channel.class, row.getString("channel")),
        row.getString("subject"),
        List.of(row.getArrayOfStrings("tags")),
        new Conversation.ContactView(
            new PersonId(row.getUUID("contact_id")),
            row.getString("contact_name"),
            row.getString("contact_email"),
            row.getBoolean("verified"),
            row.getBoolean("is_online")),
        assignee(row),
        lastMessage(row, row.getLong("last_seq")),
        row.getLong("last_seq"),
        row.getLong("change_seq"),
        row.getLong("unread"),
        instant(row, "opened_at"),
        instant(row, "updated_at"),
        instant(row, "resolved_at"));
  }

  private static Conversation.Assignee assignee(Row row) {
    return row.getUUID("assignee_id") == null
        ? null
        : new Conversation.Assignee(
            new PersonId(row.getUUID("assignee_id")), row.getString("assignee_name"));
  }

  private static Conversation.LastMessage lastMessage(Row row, long seq) {
    return seq == 0
        ? null
        : new Conversation.LastMessage(
            seq,
            row.getString("last_preview"),
            instant(row, "last_sent_at"),
            named(SenderKind.class, row.getString("last_sender_kind")));
  }

  /** The message of a row, or null if it has none. */
  static Message message(Row row) {
    return row.getUUID("message_id") == null ? null : message(row, row.getString("content"));
  }

  private static Message message(Row row, String content) {
    return new Message(
        new MessageId(row.getUUID("message_id")),
        new ConversationId(row.getUUID("conversation_id")),
        row.getLong("seq"),
        row.getLong("message_change_seq"),
        new ClientMessageId(row.getUUID("client_message_id")),
        new Sender(
            new PersonId(row.getUUID("sender_id")),
            named(SenderKind.class, row.getString("sender_kind")),
            row.getString("sender_name")),
        content,
        instant(row, "sent_at"),
        instant(row, "edited_at"),
        instant(row, "deleted_at"));
  }

  /** A row of {@link MessagingSql#APPEND}, which leaves out the content of a fresh message. */
  static Outcome outcome(Row row, Draft draft) {
    return switch (row.getString("outcome")) {
      case "sent" -> {
        Message message = message(row, draft.content());
        yield new Outcome.Stored(message, false, reopened(row, draft, message));
      }
      case "repeated" -> new Outcome.Stored(message(row), true, null);
      case "conflict" ->
          new Outcome.Refused(
              ProblemException.of(
                  ProblemCode.CONFLICT,
                  "Another message of this conversation has this clientMessageId."));
      default -> new Outcome.Refused(ProblemException.notFound());
    };
  }

  private static Conversation reopened(Row row, Draft draft, Message message) {
    if (!row.getBoolean("reopens")) {
      return null;
    }
    long seqBefore = message.seq() - 1;
    return new Conversation(
        draft.conversationId(),
        draft.author().org(),
        row.getLong("number"),
        ConversationStatus.OPEN,
        null,
        null,
        named(Channel.class, row.getString("channel")),
        row.getString("subject"),
        null,
        null,
        assignee(row),
        lastMessage(row, seqBefore),
        seqBefore,
        message.changeSeq() - 1,
        null,
        instant(row, "opened_at"),
        message.sentAt(),
        null);
  }

  static Receipt receipt(Row row) {
    return new Receipt(
        new ConversationId(row.getUUID("conversation_id")),
        new Receipt.Reader(
            new PersonId(row.getUUID("reader_id")),
            named(SenderKind.class, row.getString("reader_kind"))),
        row.getLong("delivered_seq"),
        row.getLong("read_seq"),
        instant(row, "delivered_at"),
        instant(row, "read_at"));
  }

  static ReadHeads.Head head(Row row) {
    return new ReadHeads.Head(
        new OrgId(row.getUUID("org_id")),
        new ConversationId(row.getUUID("id")),
        row.getLong("last_seq"),
        row.getLong("change_seq"));
  }

  /** Which conversation, and whose it must be: $1 and $2 of most statements. */
  static Tuple subject(Reader reader, ConversationId id) {
    return Tuple.tuple()
        .addUUID(id.value())
        .addUUID(reader.onlyOf() == null ? null : reader.onlyOf().value());
  }

  /** How an enum's constant is written in a column. */
  static String column(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E named(Class<E> type, String column) {
    return Enum.valueOf(type, column.toUpperCase(Locale.ROOT));
  }

  static OffsetDateTime column(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}

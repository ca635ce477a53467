import type { MessageRow } from "../api";
import type { Message } from "../generated/contract";
import type { ConversationData } from "./conversationReducer";

/** A row that has no place in the conversation yet. */
export type UnansweredRow = Omit<MessageRow, "seq" | "id">;

/** The same row for the same message, so that a list draws only what is new. */
const rowOf = new WeakMap<Message, MessageRow>();

/** The messages in their order, then what is not among them yet. */
export function messageRows(
  { messages, floor }: ConversationData,
  unanswered: readonly UnansweredRow[],
): MessageRow[] {
  const present = [...messages.values()]
    .filter(({ seq }) => seq >= floor)
    .sort((one, other) => one.seq - other.seq);
  const rows = present.map(messageRow);
  if (unanswered.length === 0) return rows;
  const known = new Set(present.map(({ clientMessageId }) => clientMessageId));
  for (const row of unanswered) {
    if (known.has(row.clientMessageId)) continue;
    known.add(row.clientMessageId);
    rows.push(row);
  }
  return rows;
}

function messageRow(message: Message): MessageRow {
  const cached = rowOf.get(message);
  if (cached) return cached;
  const { id, seq, clientMessageId, content, sender, sentAt, editedAt, deletedAt } = message;
  const row: MessageRow = {
    key: clientMessageId,
    clientMessageId,
    content,
    sender,
    sentAt,
    seq,
    id,
    state: "sent",
    ...(editedAt !== undefined && { editedAt }),
    ...(deletedAt !== undefined && { deletedAt }),
  };
  rowOf.set(message, row);
  return row;
}

import type { CallerView, MessageChange, MessageRow } from "../api";
import type { Message } from "../generated/contract";
import { isMessageChange, type OutboxEntry } from "../outbox/OutboxStorage";
import type { ConversationData } from "./conversationReducer";

/** A row that has no place in the conversation yet. */
export type UnansweredRow = Omit<MessageRow, "seq" | "id">;

/** What is ahead of the data. */
export interface AheadOfData {
  /** Messages that the server has and the data has not, or is about to have. */
  unanswered: readonly UnansweredRow[];
  /** Messages as the server has answered a change of them, by `seq`. */
  changed: ReadonlyMap<number, Message>;
  /** The outbox's entries of this conversation, in their order. */
  entries: readonly OutboxEntry[];
}

/** The same row for the same message, so that a list draws only what is new. */
const rowOf = new WeakMap<Message, MessageRow>();
const changedRowOf = new WeakMap<Message, { entry: OutboxEntry; row: MessageRow }>();

/** The messages in their order, then what is not among them yet. */
export function messageRows(
  { messages, floor }: ConversationData,
  { unanswered, changed, entries }: AheadOfData,
): MessageRow[] {
  const present = [...messages.values()]
    .filter(({ seq }) => seq >= floor)
    .map((message) => newer(message, changed.get(message.seq)))
    .sort((one, other) => one.seq - other.seq);
  const changes = lastChanges(entries);
  const rows = present.map((message) => changedRow(message, changes.get(message.id)));
  if (unanswered.length === 0) return rows;
  const known = new Set(present.map(({ clientMessageId }) => clientMessageId));
  for (const row of unanswered) {
    if (known.has(row.clientMessageId)) continue;
    known.add(row.clientMessageId);
    rows.push(row);
  }
  return rows;
}

/** How an entry that brings a message looks until the message is there. */
export function unansweredRow(
  { command, order, state, problem }: OutboxEntry,
  caller: CallerView | undefined,
): UnansweredRow | undefined {
  if (isMessageChange(command)) return undefined;
  const message = command.address === "messaging.send" ? command.body : command.body.message;
  if (!message) return undefined;
  return {
    key: message.clientMessageId,
    clientMessageId: message.clientMessageId,
    content: message.content,
    sender: senderOf(caller),
    sentAt: new Date(order).toISOString(),
    state: state === "failed" ? "failed" : "sending",
    ...(problem && { problem }),
  };
}

/** How a message looks that was accepted while others before it are still missing. */
export function acceptedRow(message: Message): UnansweredRow {
  const { clientMessageId, content, sender, sentAt } = message;
  return { key: clientMessageId, clientMessageId, content, sender, sentAt, state: "sent" };
}

function senderOf(caller: CallerView | undefined): UnansweredRow["sender"] {
  if (!caller) return { id: "", kind: "contact" };
  const { id, role, name } = caller;
  const kind = role === "contact" ? "contact" : role === "service" ? "bot" : "agent";
  return { id, kind, ...(name !== undefined && { name }) };
}

function newer(held: Message, changed: Message | undefined): Message {
  return changed && changed.changeSeq > held.changeSeq ? changed : held;
}

/** Of each message the change that was asked for last. */
function lastChanges(entries: readonly OutboxEntry[]): ReadonlyMap<string, OutboxEntry> {
  const changes = new Map<string, OutboxEntry>();
  for (const entry of entries) {
    if (isMessageChange(entry.command)) changes.set(entry.command.body.messageId, entry);
  }
  return changes;
}

function changedRow(message: Message, entry: OutboxEntry | undefined): MessageRow {
  const row = messageRow(message);
  if (!entry) return row;
  const cached = changedRowOf.get(message);
  if (cached?.entry === entry) return cached.row;
  const change = changeOf(entry);
  const content = change.state === "sending" ? (change.content ?? row.content) : row.content;
  const changed = { ...row, content, change };
  changedRowOf.set(message, { entry, row: changed });
  return changed;
}

function changeOf({ id, command, state, problem }: OutboxEntry): MessageChange {
  return {
    id,
    kind: command.address === "messaging.edit" ? "edit" : "delete",
    state: state === "failed" ? "failed" : "sending",
    ...(command.address === "messaging.edit" && { content: command.body.content }),
    ...(problem && { problem }),
  };
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

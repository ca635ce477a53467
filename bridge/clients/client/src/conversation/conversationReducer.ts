import type { FeedEvent, FeedJoined } from "../api";
import type { Commands, Conversation, ConversationEvent, Message } from "../generated/contract";
import { isConversationEvent } from "./isConversationEvent";
import { mergeConversation } from "./mergeConversation";

/** More than this waits for no gap; the sync that fills it brings the rest as well. */
const MAX_HELD_BACK = 500;

type History = Commands["messaging.history"]["reply"];
type Changes = Commands["messaging.sync"]["reply"];
/** An event that carries a change of the conversation. */
type Change = Exclude<ConversationEvent, { type: "feed.head" }>;

/**
 * What is known of a conversation. Once loaded, every change up to `changeSeq` is in it, and some
 * later ones may be; of messages, all from `floor` on are held.
 */
export interface ConversationData {
  readonly conversation?: Conversation;
  /** By `seq`; below `floor` only those heard of, which an older page may not know yet. */
  readonly messages: ReadonlyMap<number, Message>;
  readonly floor: number;
  /** Grows each time the messages are loaded anew. */
  readonly window: number;
  readonly hasOlder: boolean;
  /** Undefined until loaded. */
  readonly changeSeq?: number;
  /** The highest change heard of. */
  readonly head: number;
  /** The last update of the conversation itself. */
  readonly updatedAt: number;
  /** How far what only agents see (tags, priority) is known; their feed leaves it out. */
  readonly detailsAt: number;
  /** Changes that came before one of their predecessors, by number. */
  readonly heldBack: ReadonlyMap<number, Change>;
}

export type ConversationAction =
  | { type: "event"; event: FeedEvent }
  /** The reply to a send, an edit or a deletion, which carries its message as the event does. */
  | { type: "accepted"; message: Message }
  /** The conversation as a reply or a list's event tells it, whatever changed it. */
  | { type: "read"; conversation: Conversation }
  /** `changeSeq`: a position read before the data. */
  | { type: "loaded"; changeSeq: number; conversation: Conversation; history: History }
  | { type: "synced"; afterChange: number; changes: Changes }
  /** `window` and `beforeSeq`: those of the data when it was asked for. */
  | { type: "older"; window: number; beforeSeq: number; history: History };

export const NOTHING_KNOWN: ConversationData = {
  messages: new Map(),
  floor: 1,
  window: 0,
  hasOlder: false,
  head: 0,
  updatedAt: 0,
  detailsAt: 0,
  heldBack: new Map(),
};

/** Whether changes are known to exist that are not in the data. */
export function isBehind(data: ConversationData): boolean {
  return data.changeSeq === undefined || data.head > data.changeSeq;
}

/** Whether an update may have changed what only agents see. */
export function lacksDetails({ conversation, updatedAt, detailsAt }: ConversationData): boolean {
  return conversation?.tags !== undefined && updatedAt > detailsAt;
}

/** The one way in which what is known of a conversation changes. */
export function conversationReducer(
  data: ConversationData,
  action: ConversationAction,
): ConversationData {
  switch (action.type) {
    case "event":
      return isConversationEvent(action.event) ? onEvent(data, action.event) : data;
    case "accepted":
      return onChange(data, changeOf(action.message));
    case "read":
      return onRead(data, action.conversation);
    case "loaded":
      return onLoaded(data, action);
    case "synced":
      return onSynced(data, action);
    case "older":
      return onOlder(data, action);
  }
}

function onEvent(data: ConversationData, event: ConversationEvent | FeedJoined): ConversationData {
  switch (event.type) {
    case "feed.joined":
    case "feed.head":
      return withHead(data, event.changeSeq ?? 0);
    case "message.sent":
    case "message.edited":
    case "message.deleted":
    case "conversation.changed":
      return onChange(data, event);
    default:
      event satisfies never; // a newer server may say more
      return data;
  }
}

/** Drops what is not newer, holds back what is ahead, applies what is next. */
function onChange(data: ConversationData, change: Change): ConversationData {
  const { changeSeq } = change;
  if (data.changeSeq !== undefined && changeSeq <= data.changeSeq) return data;
  const ahead = withHead(data, changeSeq);
  if (ahead.heldBack.size >= MAX_HELD_BACK) return ahead;
  return applyHeldBack({ ...ahead, heldBack: new Map(ahead.heldBack).set(changeSeq, change) });
}

/** Applies what is held back for as long as the next number is there; forgets what is old. */
function applyHeldBack(data: ConversationData): ConversationData {
  if (data.changeSeq === undefined || data.heldBack.size === 0) return data;
  const heldBack = new Map(data.heldBack);
  let { changeSeq, conversation, messages, updatedAt } = data;
  for (const number of heldBack.keys()) if (number <= changeSeq) heldBack.delete(number);
  for (let next; (next = heldBack.get(changeSeq + 1)); changeSeq++) {
    heldBack.delete(next.changeSeq);
    if ("message" in next) messages = withMessages(messages, [next.message]);
    else updatedAt = next.changeSeq;
    conversation = conversationAfter(conversation, next);
  }
  const applied = { ...data, messages, changeSeq, updatedAt, heldBack };
  return conversation ? { ...applied, conversation } : applied;
}

function onLoaded(
  data: ConversationData,
  { changeSeq, conversation, history }: Extract<ConversationAction, { type: "loaded" }>,
): ConversationData {
  return applyHeldBack({
    ...withConversation(data, conversation),
    // What was held is no longer known to be without holes, so none of it stays.
    messages: withMessages(new Map(), history.messages),
    floor: history.messages[0]?.seq ?? history.lastSeq + 1,
    window: data.window + 1,
    hasOlder: (history.messages[0]?.seq ?? 0) > history.firstSeq,
    changeSeq,
    head: Math.max(data.head, changeSeq),
  });
}

function onSynced(
  data: ConversationData,
  { afterChange, changes }: Extract<ConversationAction, { type: "synced" }>,
): ConversationData {
  // Loaded anew meanwhile, from an earlier position: this answer does not join on to it.
  if (data.changeSeq === undefined || data.changeSeq < afterChange) return data;
  return applyHeldBack({
    ...withConversation(data, changes.conversation),
    messages: withMessages(data.messages, changes.messages),
    changeSeq: Math.max(data.changeSeq, changes.changeSeq),
    head: Math.max(data.head, changes.changeSeq + (changes.more ? 1 : 0)),
  });
}

function onOlder(
  data: ConversationData,
  { window, beforeSeq, history }: Extract<ConversationAction, { type: "older" }>,
): ConversationData {
  // Loaded anew meanwhile: this page does not join on to that, or is older than what it knows.
  if (window !== data.window || beforeSeq !== data.floor) return data;
  const first = history.messages[0];
  return {
    ...data,
    messages: withMessages(data.messages, history.messages),
    floor: first?.seq ?? data.floor,
    hasOlder: first !== undefined && first.seq > history.firstSeq,
  };
}

function withHead(data: ConversationData, head: number): ConversationData {
  return head > data.head ? { ...data, head } : data;
}

/** Of each message the state with the higher `changeSeq`. */
function withMessages(
  held: ReadonlyMap<number, Message>,
  incoming: readonly Message[],
): ReadonlyMap<number, Message> {
  const newer = incoming.filter(
    ({ seq, changeSeq }) => changeSeq > (held.get(seq)?.changeSeq ?? 0),
  );
  if (newer.length === 0) return held;
  const messages = new Map(held);
  for (const message of newer) messages.set(message.seq, message);
  return messages;
}

function changeOf(message: Message): Change {
  const { conversationId, changeSeq, deletedAt, editedAt, sentAt } = message;
  const type = deletedAt ? "message.deleted" : editedAt ? "message.edited" : "message.sent";
  return { type, conversationId, changeSeq, message, at: deletedAt ?? editedAt ?? sentAt };
}

/** Its number may be of a change that has not come yet, so it is no change by itself. */
function onRead(data: ConversationData, incoming: Conversation): ConversationData {
  const ahead = withHead(data, incoming.changeSeq);
  return data.changeSeq === undefined ? ahead : withConversation(ahead, incoming);
}

/** With the newer of both states of the conversation, and how far its details go. */
function withConversation(data: ConversationData, incoming: Conversation): ConversationData {
  const conversation = mergeConversation(data.conversation, incoming);
  const detailsAt = incoming.tags ? incoming.changeSeq : 0;
  return { ...data, conversation, detailsAt: Math.max(data.detailsAt, detailsAt) };
}

/** The conversation after one more change, as the server would show it. */
function conversationAfter(
  held: Conversation | undefined,
  change: Change,
): Conversation | undefined {
  if (change.type === "conversation.changed") return mergeConversation(held, change.conversation);
  // It was read after this change, so the change is in it.
  if (!held || held.changeSeq >= change.changeSeq) return held;
  const { seq, sender, sentAt, editedAt, deletedAt } = change.message;
  const next = { ...held, changeSeq: change.changeSeq };
  const at = deletedAt ?? editedAt ?? sentAt;
  if (at > held.updatedAt) next.updatedAt = at;
  if (seq >= held.lastSeq) {
    next.lastSeq = seq;
    next.lastMessage = { seq, preview: previewOf(change.message), sentAt, senderKind: sender.kind };
  }
  return next;
}

const PREVIEW_CODE_POINTS = 120;

/** As the server makes it: on one line, without white space around it, cut by code points. */
function previewOf({ content }: Message): string {
  const line = content.replace(/[\p{Z}\t-\r]+/gu, " ").trim();
  return Array.from(line).slice(0, PREVIEW_CODE_POINTS).join("").trimEnd();
}

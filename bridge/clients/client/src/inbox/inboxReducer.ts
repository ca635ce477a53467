import type { InboxFilter } from "../api";
import { isOlder } from "../conversation/mergeConversation";
import type { Commands, Conversation } from "../generated/contract";

type Page = Commands["messaging.list"]["reply"];

export interface InboxData {
  /** Also some that no longer match, so that an older answer does not bring them back. */
  readonly known: ReadonlyMap<string, Conversation>;
  /** Those that a search has found; what it found by their content cannot be told from here. */
  readonly found: ReadonlySet<string>;
  /** Continues the list; null at its end, undefined before it was loaded. */
  readonly next?: string | null;
  /** What was last updated before this is on a page not loaded yet. */
  readonly since?: string;
}

export type InboxAction =
  | { type: "event"; conversation: Conversation }
  /** `since`: what events said since the page was asked for. */
  | { type: "loaded"; page: Page; since: readonly Conversation[] }
  | { type: "more"; page: Page };

export const EMPTY_INBOX: InboxData = { known: new Map(), found: new Set() };

/** Keeps the newest state of each conversation, in whatever order they come. */
export function inboxReducer(data: InboxData, action: InboxAction): InboxData {
  switch (action.type) {
    case "event":
      return { ...data, known: withNewer(data.known, [action.conversation]) };
    case "loaded": {
      // Anew, not merged: what changed while nobody listened may no longer belong to the list.
      const { page, since } = action;
      return {
        known: withNewer(withNewer(new Map(), page.items), since),
        found: new Set(page.items.map(({ id }) => id)),
        ...endOf(page),
      };
    }
    case "more": // without `...data`: what says where the list ends is replaced as a whole
      return {
        known: withNewer(data.known, action.page.items),
        found: new Set([...data.found, ...action.page.items.map(({ id }) => id)]),
        ...endOf(action.page),
      };
  }
}

/** The list as it is to be shown: newest `updatedAt` first. */
export function inboxItems(data: InboxData, filter: InboxFilter): Conversation[] {
  return [...data.known.values()]
    .filter((conversation) => matches(conversation, data, filter))
    .sort(byNewest);
}

/** Whether an event may have made a conversation part of a search's result. */
export function isNewToSearch(
  data: InboxData,
  filter: InboxFilter,
  conversation: Conversation,
): boolean {
  return Boolean(filter.q) && isOf(conversation, filter) && !data.found.has(conversation.id);
}

function isOf({ status, assignee }: Conversation, filter: InboxFilter): boolean {
  if (filter.status !== undefined && status !== filter.status) return false;
  return filter.assigneeId === undefined || (assignee?.id ?? "none") === filter.assigneeId;
}

function endOf({ items, next }: Page): Pick<InboxData, "next" | "since"> {
  const last = items.at(-1);
  return next !== null && last ? { next, since: last.updatedAt } : { next };
}

function matches(conversation: Conversation, data: InboxData, filter: InboxFilter): boolean {
  const { id, updatedAt } = conversation;
  if (data.since !== undefined && updatedAt < data.since) return false;
  return isOf(conversation, filter) && (!filter.q || data.found.has(id));
}

function byNewest(one: Conversation, other: Conversation): number {
  if (one.updatedAt !== other.updatedAt) return one.updatedAt > other.updatedAt ? -1 : 1;
  return one.id > other.id ? -1 : 1;
}

function withNewer(
  known: ReadonlyMap<string, Conversation>,
  incoming: readonly Conversation[],
): ReadonlyMap<string, Conversation> {
  const merged = new Map(known);
  for (const conversation of incoming) {
    const held = merged.get(conversation.id);
    if (!held || !isOlder(conversation, held)) merged.set(conversation.id, conversation);
  }
  return merged;
}

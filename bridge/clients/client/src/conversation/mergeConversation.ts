import type { Conversation } from "../generated/contract";

/**
 * The newer of two states of a conversation. What the conversation's feed leaves out, since its
 * contact may listen there, is kept from what is held.
 */
export function mergeConversation(
  held: Conversation | undefined,
  incoming: Conversation,
): Conversation {
  if (!held) return incoming;
  if (isOlder(incoming, held)) return held;
  const { tags, priority, contact, unread } = held;
  return {
    ...(tags && { tags }),
    ...(priority && { priority }),
    ...(contact && { contact }),
    ...(unread !== undefined && { unread }),
    ...incoming,
  };
}

/** By the number of its changes; equal in that (a read mark takes no number), by time. */
export function isOlder(one: Conversation, other: Conversation): boolean {
  return one.changeSeq !== other.changeSeq
    ? one.changeSeq < other.changeSeq
    : one.updatedAt < other.updatedAt;
}

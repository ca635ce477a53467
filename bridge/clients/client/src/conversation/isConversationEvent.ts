import type { FeedEvent, FeedJoined } from "../api";
import type { ConversationEvent } from "../generated/contract";

/** Whether an event is of a conversation's own feed; a list's has no `changeSeq`. */
export function isConversationEvent(event: FeedEvent): event is ConversationEvent | FeedJoined {
  return "changeSeq" in event && typeof event.changeSeq === "number";
}

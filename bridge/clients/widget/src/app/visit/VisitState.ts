import type { ConnectionState, ConversationState, Problem } from "@campfire/client";

/** What is known of the visitor's conversations. */
export interface ConversationsState {
  /** The current conversation; undefined until something is written, or while starting a new one. */
  conversationId: string | undefined;
  conversation: ConversationState | undefined;
  /** Another conversation of theirs in which somebody has just answered. */
  elsewhere: string | undefined;
  /** Whether this visitor has any conversation; undefined until the server has said so. */
  hasConversation: boolean | undefined;
  unread: number;
}

/** All that the screen shows. */
export interface VisitState extends ConversationsState {
  /** Whether the panel is open on the host page. */
  open: boolean;
  /** Whether messages make no sound. */
  muted: boolean;
  organization: { id: string; name: string; greeting?: string; available: boolean } | undefined;
  connection: ConnectionState;
  /** Whether this page was online before: then it reconnects, where it first connected. */
  wasOnline: boolean;
  /** Why there is no going on without the visitor; undefined while all is well or mends itself. */
  problem: Problem | undefined;
}

export const NO_CONVERSATIONS: ConversationsState = {
  conversationId: undefined,
  conversation: undefined,
  elsewhere: undefined,
  hasConversation: undefined,
  unread: 0,
};

import type { CallerView } from "../api";

export function conversationFeed(org: string, conversationId: string): string {
  return `org:${org}:conv:${conversationId}`;
}

/** The list that a caller may watch: the organisation's, or a contact's own conversations. */
export function listFeed({ org, id, role }: CallerView): string {
  return role === "contact" ? `org:${org}:user:${id}` : `org:${org}:inbox`;
}

export function presenceFeed({ org }: CallerView): string {
  return `org:${org}:agents:presence`;
}

export function availabilityFeed(org: string): string {
  return `org:${org}:availability`;
}

export function typingFeed(org: string, conversationId: string): string {
  return `org:${org}:typing:${conversationId}`;
}

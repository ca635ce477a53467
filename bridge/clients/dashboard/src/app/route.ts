export type Route = { view: "inbox" } | { view: "conversation"; id: string };

const CONVERSATION = /^#\/conversations\/([0-9a-f-]{36})$/u;

/** The hash names the screen, so that any static server can serve a reload. Anything unknown is the inbox. */
export function parseRoute(hash: string): Route {
  const id = CONVERSATION.exec(hash)?.[1];
  return id === undefined ? { view: "inbox" } : { view: "conversation", id };
}

export const INBOX_HREF = "#/";

export function conversationHref(id: string): string {
  return `#/conversations/${id}`;
}

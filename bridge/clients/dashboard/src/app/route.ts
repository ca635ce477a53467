export type AnalyticsTab = "live" | "overview" | "agents" | "hours" | "csat";

export type Route =
  | { view: "inbox" }
  | { view: "conversation"; id: string }
  | { view: "analytics"; tab: AnalyticsTab }
  | { view: "settings" };

const CONVERSATION = /^#\/conversations\/([0-9a-f-]{36})$/u;

const ANALYTICS = /^#\/analytics\/(live|overview|agents|hours|csat)$/u;

/** The hash names the screen, so that any static server can serve a reload. Anything unknown is the inbox. */
export function parseRoute(hash: string): Route {
  const id = CONVERSATION.exec(hash)?.[1];
  if (id !== undefined) return { view: "conversation", id };
  if (hash === SETTINGS_HREF) return { view: "settings" };
  const tab = ANALYTICS.exec(hash)?.[1];
  return tab === undefined ? { view: "inbox" } : { view: "analytics", tab: tab as AnalyticsTab };
}

export function analyticsHref(tab: AnalyticsTab): string {
  return `#/analytics/${tab}`;
}

export const INBOX_HREF = "#/";

/** For admins. */
export const SETTINGS_HREF = "#/settings";

export function conversationHref(id: string): string {
  return `#/conversations/${id}`;
}

import type { Conversation } from "@campfire/client";

import type { IconName } from "../ui/Icon";
import type { Tone } from "../ui/Badge";

type Named = Pick<Conversation, "number"> & { contact?: { name?: string } };

/** The contact's name, or a name made of the conversation's number for a visitor who gave none. */
export function contactName({ contact, number }: Named): string {
  return contact?.name?.trim() || `Visitor #${number}`;
}

export const STATUS: Readonly<Record<Conversation["status"], { label: string; tone: Tone }>> = {
  open: { label: "Open", tone: "accent" },
  pending: { label: "Pending", tone: "warn" },
  snoozed: { label: "Snoozed", tone: "calm" },
  resolved: { label: "Resolved", tone: "good" },
};

interface PriorityLook {
  label: string;
  tone: Tone;
  icon: IconName;
}

/** Normal priority is no news, so it has no badge. */
export const PRIORITY: Readonly<Record<string, PriorityLook>> = {
  low: { label: "Low", tone: "neutral", icon: "arrowDown" },
  high: { label: "High", tone: "warn", icon: "arrowUp" },
  urgent: { label: "Urgent", tone: "danger", icon: "alert" },
};

export const CHANNEL: Readonly<Record<Conversation["channel"], { label: string; icon: IconName }>> =
  {
    web: { label: "Website", icon: "web" },
    email: { label: "E-mail", icon: "email" },
    api: { label: "API", icon: "api" },
  };

/** The last message in one line, and who wrote it. A deleted message has an empty preview. */
export function previewOf({ lastMessage }: Pick<Conversation, "lastMessage">): {
  author?: string;
  text: string;
  muted: boolean;
} {
  if (lastMessage === undefined) return { text: "No messages yet", muted: true };
  const author = AUTHORS[lastMessage.senderKind];
  const said = lastMessage.preview.replace(/\s+/gu, " ").trim();
  const text = said === "" ? "This message was deleted" : said;
  return { ...(author === undefined ? {} : { author }), text, muted: said === "" };
}

const AUTHORS: Readonly<Record<string, string>> = {
  agent: "Agent",
  bot: "Bot",
  contact: "Visitor",
  system: "System",
};

/** At most two tags are shown; the rest is a number. */
export function shownTags(tags: readonly string[] = []): {
  shown: readonly string[];
  more: number;
} {
  return { shown: tags.slice(0, 2), more: Math.max(0, tags.length - 2) };
}

export function countBadge(count: number): string {
  return count > 99 ? "99+" : String(count);
}

import type { Conversation, MessageRow, Problem, WidgetSession } from "@campfire/client";

export function conversationOf(id: string, changes: Partial<Conversation> = {}): Conversation {
  return {
    id,
    org: "org-1",
    number: 7,
    status: "open",
    channel: "web",
    lastSeq: 0,
    changeSeq: 0,
    openedAt: "2026-11-20T09:00:00.000Z",
    updatedAt: "2026-11-20T09:00:00.000Z",
    ...changes,
  };
}

export function sessionOf(contactId = "contact-1"): WidgetSession {
  return {
    accessToken: `access-of-${contactId}`,
    expiresAt: "2026-11-23T10:15:00.000Z",
    contactToken: `token-of-${contactId}`,
    contact: { id: contactId },
    organization: {
      id: "org-1",
      name: "Northwood Outfitters",
      greeting: "Real people, usually back within the hour.",
      available: true,
    },
  };
}

export function problemOf(code: string, retryable = false): Problem {
  return {
    type: `urn:campfire:problem:${code}`,
    title: code,
    status: 400,
    code,
    detail: `detail of ${code}`,
    instance: "trace-1",
    retryable,
  };
}

export function rowOf(seq: number, changes: Partial<MessageRow> = {}): MessageRow {
  return {
    key: `row-${seq}`,
    clientMessageId: `row-${seq}`,
    id: `message-${seq}`,
    seq,
    content: `Message ${seq}`,
    sender: { id: "agent-1", kind: "agent", name: "Ada" },
    sentAt: `2026-11-20T09:${String(seq % 60).padStart(2, "0")}:00.000Z`,
    state: "sent",
    ...changes,
  };
}

export const CONTACT = { id: "contact-1", kind: "contact" } as const;

/** Nobody hears anything. */
export const SILENCE = { ring: () => Promise.resolve() };

import { expect, it } from "vitest";

import { aConversation } from "../../dev/fixtures";
import { newMessageKey } from "./Attention";

const NOW = Date.parse("2026-11-26T12:00:00.000Z");

function key(change: Parameters<typeof aConversation>[2], since = NOW - 60_000) {
  const conversation = aConversation(1, NOW, {
    unread: 1,
    last: { text: "hello", ago: 0 },
    ...change,
  });
  return newMessageKey(
    { type: "conversation.changed", conversationId: conversation.id, conversation, at: "" },
    "ada",
    since,
  );
}

it("rings for what a contact wrote to this agent or to nobody yet", () => {
  expect(key({})).toMatch(/\/12$/u);
  expect(key({ assignee: { id: "ada", name: "Ada" } })).toBeDefined();
  expect(key({ assignee: { id: "grace", name: "Grace" } })).toBeUndefined();
});

it("rings neither for agents, nor for what is read or was written before the page was there", () => {
  expect(key({ last: { text: "hello", ago: 0, by: "agent" } })).toBeUndefined();
  expect(key({ unread: 0 })).toBeUndefined();
  expect(key({}, NOW + 1)).toBeUndefined();
});

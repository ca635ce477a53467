import { describe, expect, it } from "vitest";

import { aConversation } from "../../dev/fixtures";
import { contactName, countBadge, previewOf, shownTags } from "./describe";

const NOW = Date.parse("2026-11-23T12:00:00.000Z");

it("a visitor without a name is called by the conversation's number", () => {
  expect(contactName(aConversation(7, NOW))).toBe("Visitor #7");
  expect(contactName(aConversation(7, NOW, { name: "  " }))).toBe("Visitor #7");
  expect(contactName(aConversation(7, NOW, { name: "Mara" }))).toBe("Mara");
});

describe("the preview", () => {
  it("is one line, and says who wrote it", () => {
    const conversation = aConversation(7, NOW, { last: { text: "a\n\n b", ago: 0, by: "agent" } });
    expect(previewOf(conversation)).toEqual({ author: "Agent", text: "a b", muted: false });
  });

  it("of a deleted message says so", () => {
    const { text, muted } = previewOf(aConversation(7, NOW, { last: { text: "", ago: 0 } }));
    expect(text).toBe("This message was deleted");
    expect(muted).toBe(true);
  });

  it("of a conversation without messages has no author", () => {
    expect(previewOf(aConversation(7, NOW))).toEqual({ text: "No messages yet", muted: true });
  });
});

it("shows two tags and counts the others", () => {
  expect(shownTags(["a", "b", "c", "d"])).toEqual({ shown: ["a", "b"], more: 2 });
  expect(shownTags(["a"])).toEqual({ shown: ["a"], more: 0 });
  expect(shownTags()).toEqual({ shown: [], more: 0 });
});

it("a large count stays small", () => {
  expect(countBadge(99)).toBe("99");
  expect(countBadge(100)).toBe("99+");
});

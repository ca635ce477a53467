import { expect, it } from "vitest";

import { conversationHref, parseRoute } from "./route";

it("a conversation's address leads back to it", () => {
  const id = "0190b000-0000-7000-8000-000000001048";
  expect(parseRoute(conversationHref(id))).toEqual({ view: "conversation", id });
});

it.each(["", "#/", "#/conversations/", "#/conversations/1", "#/elsewhere"])(
  "anything else (%j) is the inbox",
  (hash) => {
    expect(parseRoute(hash)).toEqual({ view: "inbox" });
  },
);

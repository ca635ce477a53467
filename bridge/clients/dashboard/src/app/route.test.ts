import { expect, it } from "vitest";

import { analyticsHref, conversationHref, parseRoute, SETTINGS_HREF } from "./route";

it("a conversation's address leads back to it", () => {
  const id = "0190b000-0000-7000-8000-000000001048";
  expect(parseRoute(conversationHref(id))).toEqual({ view: "conversation", id });
});

it("a page of figures has an address, and unknown ones are the inbox", () => {
  expect(parseRoute(analyticsHref("hours"))).toEqual({ view: "analytics", tab: "hours" });
  expect(parseRoute("#/analytics/elsewhere")).toEqual({ view: "inbox" });
});

it("settings have an address", () => {
  expect(parseRoute(SETTINGS_HREF)).toEqual({ view: "settings" });
});

it.each(["", "#/", "#/conversations/", "#/conversations/1", "#/elsewhere"])(
  "anything else (%j) is the inbox",
  (hash) => {
    expect(parseRoute(hash)).toEqual({ view: "inbox" });
  },
);

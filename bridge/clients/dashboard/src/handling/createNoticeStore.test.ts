import { describe, expect, it } from "vitest";

import { aConversation } from "../../dev/fixtures";
import { createNoticeStore } from "./createNoticeStore";

const [one, two, three, four] = [1, 2, 3, 4].map((number) => aConversation(number, 0));

function numbers(store: ReturnType<typeof createNoticeStore>): number[] {
  return store.getState().notices.map(({ conversation }) => conversation.number);
}

describe("createNoticeStore", () => {
  it("tells of what others assign, the newest last, and not of too many", () => {
    const store = createNoticeStore();
    for (const conversation of [one, two, three, four]) {
      if (conversation) store.getState().assigned(conversation);
    }
    expect(numbers(store)).toEqual([2, 3, 4]);
  });

  it("says nothing of what the agent has taken, once", () => {
    const store = createNoticeStore();
    if (!one) throw new Error("no conversation");
    store.getState().taking(one.id);
    store.getState().assigned(one);
    expect(numbers(store)).toEqual([]);
    store.getState().assigned(one);
    expect(numbers(store)).toEqual([1]);
  });

  it("shows a conversation once, and lets it be dismissed", () => {
    const store = createNoticeStore();
    if (!one) throw new Error("no conversation");
    store.getState().assigned(one);
    store.getState().assigned(one);
    expect(numbers(store)).toEqual([1]);
    store.getState().dismiss(store.getState().notices[0]?.key ?? 0);
    expect(numbers(store)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";

import {
  arrivals,
  firstVisible,
  highestSeq,
  isAtEnd,
  keepInPlace,
  wantsOlder,
} from "./scrollRules";

const at = (scrollTop: number) => ({ scrollTop, clientHeight: 500, scrollHeight: 2_000 });

describe("isAtEnd", () => {
  it("allows a little slack, for fractions of pixels and an unsteady finger", () => {
    expect(isAtEnd(at(1_500))).toBe(true);
    expect(isAtEnd(at(1_452))).toBe(true);
    expect(isAtEnd(at(1_451))).toBe(false);
  });

  it("holds for a list that does not fill its window", () => {
    expect(isAtEnd({ scrollTop: 0, clientHeight: 500, scrollHeight: 300 })).toBe(true);
  });
});

describe("wantsOlder", () => {
  const pages = { hasOlder: true, loadingOlder: false, failed: false };

  it("near the beginning only", () => {
    expect(wantsOlder(at(599), pages)).toBe(true);
    expect(wantsOlder(at(600), pages)).toBe(false);
  });

  it("not without older pages, not while one is loading, not after a failure", () => {
    expect(wantsOlder(at(0), { ...pages, hasOlder: false })).toBe(false);
    expect(wantsOlder(at(0), { ...pages, loadingOlder: true })).toBe(false);
    expect(wantsOlder(at(0), { ...pages, failed: true })).toBe(false);
  });
});

describe("firstVisible", () => {
  const bottoms = [100, 180, 260, 400];
  const find = (scrollTop: number) => firstVisible(4, (index) => bottoms[index] ?? 0, scrollTop);

  it("is the row that the upper edge cuts or touches from below", () => {
    expect(find(0)).toBe(0);
    expect(find(99)).toBe(0);
    expect(find(100)).toBe(1);
    expect(find(300)).toBe(3);
  });

  it("is none when all rows are above, and in an empty list", () => {
    expect(find(400)).toBe(-1);
    expect(firstVisible(0, () => 0, 0)).toBe(-1);
  });
});

it("a page put in above moves the scroll position by just its height", () => {
  const gap = 120 - 300;
  expect(keepInPlace(120 + 2_400, gap)).toBe(300 + 2_400);
  expect(keepInPlace(10, 40)).toBe(0);
});

describe("arrivals", () => {
  const row = (key: string, sender: string, seq?: number) => ({
    key,
    sender: { id: sender },
    ...(seq === undefined ? {} : { seq }),
  });
  const rows = [row("a", "mara", 1), row("b", "me", 2), row("c", "mara", 3), row("d", "me")];

  it("are the messages of others behind the last seen one", () => {
    expect(arrivals(rows, 1, "me").map(({ key }) => key)).toEqual(["c"]);
    expect(arrivals(rows, 3, "me")).toEqual([]);
  });

  it("do not include an older page", () => {
    expect(arrivals([row("z", "mara", 0), ...rows], 3, "me")).toEqual([]);
  });

  it("are counted from the highest number, which unsent rows do not have", () => {
    expect(highestSeq(rows)).toBe(3);
    expect(highestSeq([])).toBe(0);
  });
});

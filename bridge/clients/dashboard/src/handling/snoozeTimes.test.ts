import { describe, expect, it } from "vitest";

import { localField, snoozeTimes } from "./snoozeTimes";

function offered(local: string): string[] {
  return snoozeTimes(new Date(local).getTime()).map(
    ({ label, at }) => `${label}: ${localField(new Date(at).getTime())}`,
  );
}

describe("snoozeTimes", () => {
  it("offers this evening while that is some hours away", () => {
    expect(offered("2026-11-26T10:15:00")).toEqual([
      "In one hour: 2026-11-26T11:15",
      "This evening: 2026-11-26T18:00",
      "Tomorrow morning: 2026-11-27T09:00",
      "Next Monday: 2026-11-30T09:00",
    ]);
    expect(offered("2026-11-26T16:30:00")).not.toContain("This evening: 2026-11-26T18:00");
  });

  it("offers no day twice, and never today's Monday", () => {
    expect(offered("2026-11-29T20:00:00").slice(-2)).toEqual([
      "Tomorrow morning: 2026-11-30T09:00",
      "Next Monday: 2026-12-07T09:00",
    ]);
    expect(offered("2026-11-30T08:00:00").at(-1)).toBe("Next Monday: 2026-12-07T09:00");
  });
});

import { describe, expect, it } from "vitest";

import { isReportDue, NOTHING_REPORTED, REPORT_EVERY_MS } from "./activityRules";

const NOW = 1_000_000;
const AGO = NOW - REPORT_EVERY_MS;

describe("isReportDue", () => {
  it("reports at first, and then once a minute of input", () => {
    const active = { availability: "away", inputAt: NOW, now: NOW } as const;
    expect(isReportDue({ ...active, reported: NOTHING_REPORTED })).toBe(true);
    expect(isReportDue({ ...active, reported: { at: AGO, inputAt: AGO + 1 } })).toBe(false);
    expect(isReportDue({ ...active, reported: { at: AGO, inputAt: AGO } })).toBe(true);
  });

  it("reports the first input after a pause at once", () => {
    const reported = { at: NOW - 1, inputAt: NOW - 600_000 };
    expect(isReportDue({ availability: "away", inputAt: NOW, reported, now: NOW })).toBe(true);
  });

  it("reports without input too, once a minute, as long as the agent is online", () => {
    const inputAt = NOW - 600_000;
    const idle = { availability: "online", inputAt, now: NOW } as const;
    expect(isReportDue({ ...idle, reported: { at: AGO + 1, inputAt } })).toBe(false);
    expect(isReportDue({ ...idle, reported: { at: AGO, inputAt } })).toBe(true);
    expect(isReportDue({ ...idle, availability: "away", reported: { at: AGO, inputAt } })).toBe(
      false,
    );
  });

  it("says nothing where nothing follows from it", () => {
    for (const availability of ["busy", "offline", undefined] as const) {
      const reported = NOTHING_REPORTED;
      expect(isReportDue({ availability, inputAt: NOW, reported, now: NOW })).toBe(false);
    }
  });

  it("does not wait for a clock that was set back", () => {
    const reported = { at: NOW + 3_600_000, inputAt: NOW + 3_600_000 };
    expect(isReportDue({ availability: "away", inputAt: NOW, reported, now: NOW })).toBe(true);
  });
});

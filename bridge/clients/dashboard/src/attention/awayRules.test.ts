import { describe, expect, it } from "vitest";

import { AWAY_AFTER_MS, awayChange } from "./awayRules";

describe("awayChange", () => {
  it("makes who is online away after a time without input, and online again with it", () => {
    const idleMs = AWAY_AFTER_MS;
    expect(awayChange({ availability: "online", isAutomatic: false, idleMs })).toBe("away");
    expect(
      awayChange({ availability: "online", isAutomatic: false, idleMs: idleMs - 1 }),
    ).toBeUndefined();
    expect(awayChange({ availability: "away", isAutomatic: true, idleMs: 0 })).toBe("online");
  });

  it("leaves alone what the agent has chosen", () => {
    for (const availability of ["busy", "away", "offline"] as const) {
      expect(awayChange({ availability, isAutomatic: false, idleMs: 0 })).toBeUndefined();
      expect(
        awayChange({ availability, isAutomatic: false, idleMs: AWAY_AFTER_MS }),
      ).toBeUndefined();
    }
    expect(awayChange({ availability: "busy", isAutomatic: true, idleMs: 0 })).toBeUndefined();
  });
});

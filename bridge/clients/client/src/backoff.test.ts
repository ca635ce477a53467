import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoff } from "./backoff";

const almostOne = () => 1 - Number.EPSILON;

describe("backoff", () => {
  it("spreads the first retry over 0 to 5 s", () => {
    expect(backoff(0, () => 0)).toBe(0);
    expect(backoff(0, () => 0.5)).toBe(2_500);
    expect(backoff(0, almostOne)).toBeLessThanOrEqual(5_000);
  });

  it("doubles the range with each attempt, up to 30 s", () => {
    const ceilings = [0, 1, 2, 3, 50, 5_000].map((attempt) => backoff(attempt, () => 0.9999));
    expect(ceilings).toEqual([4_999, 9_999, 19_998, 29_997, 29_997, 29_997]);
  });

  it("stays between 0 and the cap for every attempt and chance", () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(), chance, (attempt, random) => {
        const delay = backoff(attempt, () => random);
        return delay >= 0 && delay <= 30_000;
      }),
    );
  });
});

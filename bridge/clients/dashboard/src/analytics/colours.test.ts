import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  lab,
  parse,
  wcagContrast,
  type Color,
} from "culori";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { SCALE, SERIES } from "./colours";

/** Told apart at a glance; 1 is the least that anybody sees side by side (CIEDE2000). */
const APART = 10;

/** Of what is drawn against what is behind it (WCAG 2.2, 1.4.11). */
const CONTRAST = 3;

const EYES: [string, (colour: Color) => Color][] = [
  ["usual eyes", (colour) => colour],
  ["no red", filterDeficiencyProt(1)],
  ["no green", filterDeficiencyDeuter(1)],
  ["no blue", filterDeficiencyTrit(1)],
];

const style = readFileSync(`${import.meta.dirname}/../styles.css`, "utf8");
const SURFACES = [...style.matchAll(/--surface: (#[0-9a-f]{6})/gu)].map(([, hex]) => hex ?? "");

function colour(hex: string): Color {
  const parsed = parse(hex);
  if (parsed === undefined) throw new Error(hex);
  return parsed;
}

describe.each(EYES)("with %s", (_, seen) => {
  it("every two series are told apart", () => {
    const difference = differenceCiede2000();
    const pairs = SERIES.flatMap((one, index) =>
      SERIES.slice(index + 1).map((other) => [one, other] as const),
    );
    for (const [one, other] of pairs) {
      expect(
        difference(seen(colour(one)), seen(colour(other))),
        `${one} and ${other}`,
      ).toBeGreaterThan(APART);
    }
  });

  it.each(["light", "dark"] as const)("the %s scale goes one way, step by step", (scheme) => {
    const lightness = SCALE[scheme].map((hex) => lab(seen(colour(hex))).l);
    const steps = lightness.slice(1).map((l, index) => l - (lightness[index] ?? 0));
    const way = scheme === "light" ? -1 : 1;
    for (const step of steps) expect(step * way, lightness.join()).toBeGreaterThan(APART);
  });
});

it("what the style sheet draws itself has the colour of the first series", () => {
  expect(style).toContain(`--series: ${SERIES[0]};`);
});

it("series stand out from the page, light and dark", () => {
  expect(SURFACES).toHaveLength(2);
  for (const surface of SURFACES) {
    for (const hex of SERIES) {
      expect(wcagContrast(hex, surface), `${hex} on ${surface}`).toBeGreaterThan(CONTRAST);
    }
  }
});

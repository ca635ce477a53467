import { describe, expect, inject, it } from "vitest";
import { skipBrowser } from "../src/browser";
import { ChaosRun } from "../src/chaos/ChaosRun";

const seed = Number(process.env["CAMPFIRE_CHAOS_SEED"] ?? "1");
const seconds = Number(process.env["CAMPFIRE_CHAOS_MINUTES"] ?? "0.4") * 60;

const { nodes, data } = inject("common");

describe.skipIf(skipBrowser)("two people write over lines that fail", () => {
  it(
    `nothing is lost, double or out of order (seed ${seed}, ${seconds} s)`,
    { timeout: seconds * 10_000 + 120_000 },
    async () => {
      const report = await ChaosRun.run({
        server: nodes[0],
        data,
        seed,
        seconds,
        roundSeconds: 30,
      });
      process.stdout.write(report.toString());
      expect(report.faults).toEqual([]);
      expect(report.typedCount).toBeGreaterThan(0);
    },
  );
});

// `npm run chaos -- --minutes 10 --seed 7`: the same test as in the build, for as long as you like.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const run = spawn("npx", ["vitest", "run", "--config", "vitest.config.ts", "chaosProxy"], {
  stdio: "inherit",
  env: {
    ...process.env,
    CAMPFIRE_CHAOS_MINUTES: values.minutes,
    CAMPFIRE_CHAOS_SEED: values.seed,
  },
});
run.on("close", (status) => (process.exitCode = status ?? 1));

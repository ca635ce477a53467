import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["screenshots/**/*.shot.ts"],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
    globalSetup: ["src/common.ts"],
    fileParallelism: false,
  },
});

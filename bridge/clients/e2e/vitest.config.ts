import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.e2e.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Whatever is waited for may take its time on a busy machine; what must be fast says so itself.
    expect: { poll: { timeout: 30_000 } },
    globalSetup: ["src/common.ts"],
    // Two cores carry the nodes, and one file beside them.
    fileParallelism: false,
  },
});

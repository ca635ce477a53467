import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.e2e.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file starts servers of its own; two cores carry one of them.
    fileParallelism: false,
  },
});

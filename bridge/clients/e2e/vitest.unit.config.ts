import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
  },
});

import { defineConfig } from "vitest/config";

/** The unit tests of all packages in one run: its workers are busy until the last file. */
export default defineConfig({
  test: { projects: ["client", "widget", "dashboard", "e2e/vitest.unit.config.ts"] },
});

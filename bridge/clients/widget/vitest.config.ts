import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "https://shop.example/lanterns" } },
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./dev/testSetup.ts"],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  // Relative, so that the worker is found wherever the files are served from.
  base: "./",
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2022",
    minify: "oxc",
    lib: { entry: "src/index.ts", formats: ["es"], fileName: "index" },
  },
  test: {
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});

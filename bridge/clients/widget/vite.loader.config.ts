import { defineConfig } from "vite";

/** The loader: one classic script, the same name for ever, since host pages have it in their HTML. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "../dist",
    emptyOutDir: false, // the other builds live there too
    target: "es2019",
    lib: {
      entry: "src/loader/main.ts",
      formats: ["iife"],
      name: "CampfireLoader",
      fileName: () => "widget.js",
    },
  },
});

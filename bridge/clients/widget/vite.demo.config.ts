import { defineConfig } from "vite";

/** The sample shop, with the widget on it by the same snippet that customers paste. */
export default defineConfig({
  root: "src/demo",
  base: "/demo/",
  publicDir: false,
  build: {
    outDir: "../../../dist/demo",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});

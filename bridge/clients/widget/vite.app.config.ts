import { defineConfig } from "vite";

/** The widget's page, which lives in an iframe on the host page. */
export default defineConfig({
  root: "src/app",
  base: "/widget/",
  publicDir: false,
  build: {
    outDir: "../../../dist/widget",
    emptyOutDir: true,
    // The page's policy allows files of our own only, so nothing becomes a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});

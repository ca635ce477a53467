import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The policy that the server sends with the real page. `vite preview` sends it too, so that a breach shows early. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** Serves the dashboard on made-up data: `npm run dev`, or for the built form `vite build` and `vite preview` with this file. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), tailwindcss()],
  server: { host: "127.0.0.1", port: 5174 },
  preview: { host: "127.0.0.1", port: 5175, headers: { "Content-Security-Policy": POLICY } },
  build: { outDir: "../node_modules/.fixtures", emptyOutDir: true, assetsInlineLimit: 0 },
});

// Prints what the client costs a page that uses all of it, and fails over the budget in package.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = new URL("../", import.meta.url);
const { sizeBudget } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

// As in a page's own build, which minifies names and white space; a library build keeps some.
const { output } = await build({
  root: fileURLToPath(root),
  configFile: false,
  logLevel: "error",
  build: {
    write: false,
    target: "es2022",
    modulePreload: false,
    rolldownOptions: { input: "src/index.ts", preserveEntrySignatures: "strict" },
  },
});

const code = output.map((file) => (file.type === "chunk" ? file.code : file.source)).join("\n");
const size = gzipSync(code, { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
console.log(
  `@campfire/client: ${kilobytes(size)} gz in ${output.length} files, ${kilobytes(Buffer.byteLength(code))} minified; budget ${kilobytes(sizeBudget.gzipBytes)} gz`,
);
if (size > sizeBudget.gzipBytes) {
  console.error("The client has outgrown its size budget (sizeBudget in package.json).");
  process.exit(1);
}

// Prints what a visitor's browser loads, compressed, and fails when it is over the budget.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../../dist/", import.meta.url);
const budgets = [
  { name: "loader", files: ["widget.js"], kilobytes: 5 },
  { name: "app", files: ["widget/index.html", ...filesIn("widget/assets/")], kilobytes: 50 },
];

let over = false;
for (const { name, files, kilobytes } of budgets) {
  const bytes = files.map(compressedSize).reduce((sum, size) => sum + size, 0);
  const isOver = bytes > kilobytes * 1024;
  over ||= isOver;
  const size = (bytes / 1024).toFixed(1);
  console.log(`${name}: ${size} KB gzipped of ${kilobytes} KB${isOver ? ", too large" : ""}`);
}
if (over) process.exitCode = 1;

function filesIn(folder) {
  return readdirSync(new URL(folder, dist))
    .filter((file) => !file.endsWith(".map"))
    .map((file) => folder + file);
}

function compressedSize(file) {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
}

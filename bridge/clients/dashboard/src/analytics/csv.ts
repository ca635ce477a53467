/** One line, RFC 4180; a cell that a spreadsheet would run as a formula is made a text. */
export function csvLine(cells: readonly (string | number | undefined | null)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(value: string | number | undefined | null): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Asks page by page and keeps no page once it is written: the file grows, the memory does not. */
export async function* csvPages<T>(
  header: string[],
  page: (before: string | undefined) => Promise<{ items: T[]; next: string | null }>,
  row: (item: T) => (string | number | undefined | null)[],
): AsyncGenerator<string> {
  yield csvLine(header);
  let before: string | undefined;
  do {
    const { items, next } = await page(before);
    yield items.map((item) => csvLine(row(item))).join("");
    before = next ?? undefined;
  } while (before !== undefined);
}

/** Writes a file as it comes: to disk where the browser can, else piece by piece into one to save. */
export async function download(name: string, pieces: AsyncIterable<string>): Promise<void> {
  const parts: Blob[] = [];
  for await (const piece of pieces) parts.push(new Blob([piece]));
  const url = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

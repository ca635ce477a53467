/** The server's limit, in UTF-16 units: what `length` counts. */
export const MESSAGE_LIMIT = 8_000;

/** From here on the visitor is told how much room is left. */
const WARN_FROM = 7_500;

/** How much room is left, in words; empty while there is plenty. */
export function roomWords(length: number): string {
  if (length <= WARN_FROM) return "";
  const left = MESSAGE_LIMIT - length;
  if (left >= 0) return `${left} characters left`;
  return `${-left} ${left === -1 ? "character" : "characters"} too many`;
}

/** Without what no message may contain: NUL, and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text
    .replaceAll("\u0000", "")
    .replace(/\p{Surrogate}/gu, "\uFFFD") // with the u flag a whole pair is one character
    .trim();
}

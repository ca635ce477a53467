const LOOKS = 8;

/** The same person has the same colour on every screen and after every reload: it comes from the id (FNV-1a). */
export function avatarLook(id: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV-1a hardly differ between similar ids, so fold the high half in.
  return `look-${((hash >>> 16) ^ (hash & 0xffff)) % LOOKS}`;
}

/** At most two letters: of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return (firstLetter(first) + firstLetter(last ?? "")).toLocaleUpperCase("en");
}

/** What a reader calls a letter: an emoji or an accent is not cut in half. */
function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter("en").segment(word);
  return first?.segment ?? "";
}

/** Contract §3, item 7: at most 20 tags of at most 50 characters. */
export const MAX_TAGS = 20;
export const MAX_TAG_LENGTH = 50;

/** The tags with one more; the same tags when it is blank, there already in any case, or one too many. */
export function withTag(tags: readonly string[], written: string): readonly string[] {
  const tag = written.replace(/\s+/gu, " ").trim().slice(0, MAX_TAG_LENGTH);
  const known = tags.some((one) => one.toLowerCase() === tag.toLowerCase());
  return tag === "" || known || tags.length >= MAX_TAGS ? tags : [...tags, tag];
}

export function withoutTag(tags: readonly string[], tag: string): readonly string[] {
  return tags.filter((one) => one !== tag);
}

/** Tags seen on other conversations that begin with, or else contain, what is written. */
export function suggestedTags(
  seen: readonly string[],
  tags: readonly string[],
  written: string,
): string[] {
  const text = written.trim().toLowerCase();
  const left = [...new Set(seen)].filter((tag) => !tags.includes(tag));
  const begins = left.filter((tag) => tag.toLowerCase().startsWith(text));
  const contains = left.filter((tag) => tag.toLowerCase().includes(text) && !begins.includes(tag));
  return [...begins.sort(), ...contains.sort()].slice(0, 8);
}

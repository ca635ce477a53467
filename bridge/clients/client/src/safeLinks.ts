export interface TextToken {
  text: string;
  /** Only ever `http:`, `https:` or `mailto:`. */
  href?: string;
}

/** Runs to white space, a quote or angle bracket, or a character that turns the writing around. */
const CANDIDATE = /\b(?:https?:\/\/|mailto:)[^\s<>"`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const SAFE = new Set(["http:", "https:", "mailto:"]);

/**
 * Splits message text into plain text and links. The tokens' texts, put together, are the text.
 * Show both as text; a link with `rel="noopener noreferrer nofollow ugc"`.
 */
export function safeLinks(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  let plainFrom = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const link = withoutSentenceEnd(match[0]);
    const href = safeHref(link);
    if (href === undefined) continue;
    if (match.index > plainFrom) tokens.push({ text: text.slice(plainFrom, match.index) });
    tokens.push({ text: link, href });
    plainFrom = match.index + link.length;
  }
  if (plainFrom < text.length) tokens.push({ text: text.slice(plainFrom) });
  return tokens;
}

function safeHref(link: string): string | undefined {
  try {
    const url = new URL(link);
    // "https://your-bank.example@evil.example" reads as another address than it leads to.
    if (!SAFE.has(url.protocol) || url.username !== "" || url.password !== "") return undefined;
    if (url.protocol === "mailto:" && !url.pathname.includes("@")) return undefined;
    return url.href;
  } catch {
    return undefined;
  }
}

/** Without the punctuation of the sentence around it; a bracket stays if it was opened inside. */
function withoutSentenceEnd(link: string): string {
  let end = link.length;
  let open = count(link, "(");
  let close = count(link, ")");
  for (; end > 0; end--) {
    const last = link.charAt(end - 1);
    if (last === ")" && close > open) close--;
    else if (last === "(") open--;
    else if (!".,;:!?'*_~]}".includes(last)) break;
  }
  return link.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

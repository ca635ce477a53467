import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeLinks } from "./safeLinks";

const hrefs = (text: string) => safeLinks(text).flatMap(({ href }) => href ?? []);

describe("safeLinks", () => {
  it("finds links and leaves the punctuation of the sentence outside", () => {
    expect(safeLinks("See https://a.example/x?y=1. Or (http://b.example/c_(d)).")).toEqual([
      { text: "See " },
      { text: "https://a.example/x?y=1", href: "https://a.example/x?y=1" },
      { text: ". Or (" },
      { text: "http://b.example/c_(d)", href: "http://b.example/c_(d)" },
      { text: ")." },
    ]);
    expect(hrefs("write to mailto:help@a.example, please")).toEqual(["mailto:help@a.example"]);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "https://",
    "mailto:",
    "https://your-bank.example@evil.example/",
    "xhttps://a.example",
  ])("makes no link of %s", (text) => {
    expect(safeLinks(text)).toEqual([{ text }]);
  });

  it("ends a link where the direction of writing is turned around", () => {
    expect(hrefs("https://a.example/\u202egpj.exe")).toEqual(["https://a.example/"]);
  });

  it("keeps the text as it is, whatever it is, and links only to what is safe", () => {
    const part = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.webUrl(),
      fc.constantFrom("https://", "mailto:", "javascript:", " ", ")", "(", ".", "@", "\n"),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join("");
        const tokens = safeLinks(text);
        expect(tokens.map((token) => token.text).join("")).toBe(text);
        for (const { href } of tokens) if (href) expect(href).toMatch(/^(https?|mailto):/);
      }),
    );
  });

  it("takes no longer than the text is long", () => {
    // The processor's time, since a busy machine lets others go first.
    const before = process.cpuUsage();
    safeLinks(`https://a.example/${"(".repeat(8_000)}`);
    safeLinks("http://".repeat(1_100));
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  });
});

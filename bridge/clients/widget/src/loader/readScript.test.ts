import { afterEach, describe, expect, it, vi } from "vitest";
import { readScript } from "./readScript";

afterEach(() => {
  document.head.replaceChildren();
});

function scriptTag(src: string, widgetKey?: string): HTMLScriptElement {
  const script = document.createElement("script");
  script.src = src;
  if (widgetKey !== undefined) script.dataset["widgetKey"] = widgetKey;
  return script;
}

describe("readScript", () => {
  it("takes the server's origin from where the script came from", () => {
    const script = scriptTag("https://chat.example.com:8443/widget.js?v=2", "demo");
    vi.spyOn(document, "currentScript", "get").mockReturnValue(script);
    expect(readScript()).toEqual({
      serverOrigin: "https://chat.example.com:8443",
      widgetKey: "demo",
    });
  });

  it("resolves a relative address against the page", () => {
    vi.spyOn(document, "currentScript", "get").mockReturnValue(scriptTag("/widget.js", "demo"));
    expect(readScript()?.serverOrigin).toBe("https://shop.example");
  });

  it("looks for the tag where the script runs as a module", () => {
    document.head.append(scriptTag("https://chat.example.com/widget.js", "demo"));
    vi.spyOn(document, "currentScript", "get").mockReturnValue(null);
    expect(readScript()?.serverOrigin).toBe("https://chat.example.com");
  });

  it("finds nothing without a widget key", () => {
    vi.spyOn(document, "currentScript", "get").mockReturnValue(scriptTag("/widget.js"));
    expect(readScript()).toBeUndefined();
  });
});

export interface FrameSettings {
  widgetKey: string;
  /** The host page's origin; undefined when the page was opened by itself. */
  hostOrigin: string | undefined;
}

/**
 * Reads `?key=…#origin=…`. The key stands where the server sees it, which says by it whose websites
 * may frame the page. The origin is the host page's own word; a false one costs only itself,
 * since the browser then delivers nothing to it and we take nothing from it.
 */
export function readFrameSettings(
  { search, hash }: Pick<Location, "search" | "hash">,
  framed: boolean,
): FrameSettings | undefined {
  const widgetKey = new URLSearchParams(search).get("key");
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  if (!widgetKey) return undefined;
  if (!framed) return { widgetKey, hostOrigin: undefined };
  const hostOrigin = originOf(values.get("origin"));
  return hostOrigin === undefined ? undefined : { widgetKey, hostOrigin };
}

function originOf(value: string | null): string | undefined {
  try {
    const { origin } = new URL(value ?? "");
    return origin === "null" ? undefined : origin;
  } catch {
    return undefined;
  }
}

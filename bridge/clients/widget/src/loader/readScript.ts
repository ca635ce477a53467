export interface ScriptSettings {
  /** Where Campfire is served: the origin that the script itself came from. */
  serverOrigin: string;
  widgetKey: string;
}

/**
 * Reads the tag that loaded us. `document.currentScript` is null in a module; the tag is then the
 * one with a widget key on it.
 */
export function readScript(): ScriptSettings | undefined {
  const current = document.currentScript;
  const script =
    current instanceof HTMLScriptElement
      ? current
      : document.querySelector<HTMLScriptElement>("script[data-widget-key]");
  const widgetKey = script?.dataset["widgetKey"];
  if (!script?.src || !widgetKey) return undefined;
  return { serverOrigin: new URL(script.src).origin, widgetKey };
}

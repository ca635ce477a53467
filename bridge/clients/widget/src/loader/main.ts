import { createEvents } from "./createEvents";
import { createWidget } from "./createWidget";
import { installApi } from "./installApi";
import { readScript } from "./readScript";

// Whoever includes the script twice, or swaps the page under it, gets one widget.
if (!window.Campfire?.loaded) {
  const settings = readScript();
  if (settings && window.origin !== "null") {
    const events = createEvents();
    const widget = createWidget(settings, events);
    widget.boot();
    installApi(widget, events);
  } else {
    // eslint-disable-next-line no-console -- the console is where a page's developer looks
    console.warn("Campfire: needs a page with an origin, and a tag with src and data-widget-key");
  }
}

import { createChime, createClient, httpApi } from "@campfire/client";
import { render } from "preact";
import { App } from "./App";
import { createHostOutbox } from "./frame/createHostOutbox";
import { joinHost } from "./frame/joinHost";
import { readFrameSettings } from "./frame/readFrameSettings";
import "./styles.css";
import { createVisitMemory } from "./visit/createVisitMemory";
import { Visit } from "./visit/Visit";

const settings = readFrameSettings(location, window.parent !== window);
const root = document.getElementById("root");
if (root && settings) {
  const outbox = createHostOutbox();
  const memory = createVisitMemory(settings.widgetKey);
  const visit = new Visit({
    widgetKey: settings.widgetKey,
    api: httpApi(location.origin),
    createClient: (token) =>
      createClient({ url: location.origin, token, outboxFallback: outbox.storage }),
    memory,
    chime: createChime(() => memory.readMuted()),
  });
  document.addEventListener("visibilitychange", () => {
    visit.setTabVisible(document.visibilityState === "visible");
  });
  const host =
    settings.hostOrigin === undefined ? undefined : joinHost(settings.hostOrigin, visit, outbox);
  render(<App visit={visit} {...(host ? { onClose: host.close } : {})} />, root);
  if (!host) {
    visit.start();
    visit.setOpen(true);
  }
} else if (root) {
  render(<p class="notice problem">This chat has not been set up correctly.</p>, root);
}

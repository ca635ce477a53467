import type { Visit } from "../visit/Visit";
import { createHostLink } from "./createHostLink";
import type { HostOutbox, KeepUnsent } from "./createHostOutbox";

export interface Host {
  /** Asks the loader to close the panel. */
  close: () => void;
}

/** The database clears in its own time, and a frame that is removed has none left. */
const CLEAR_MS = 250;

/** Does what the host page says, and tells it what its launcher shows. */
export function joinHost(hostOrigin: string, visit: Visit, outbox: HostOutbox): Host {
  let started = false;
  let told: { unread?: number; exists?: boolean } = {};

  const keepUnsent: KeepUnsent = (id, receipt, entry) => {
    link.tell({
      type: "campfire:keepUnsent",
      id,
      receipt,
      ...(entry === undefined ? {} : { entry }),
    });
  };
  const link = createHostLink(hostOrigin, (message) => {
    switch (message.type) {
      case "campfire:host":
        if (!started) {
          if (message.kept !== undefined) visit.memory.recall(message.kept);
          if (message.unsent !== undefined) outbox.recall(message.unsent, keepUnsent);
          visit.start(message.identity);
        }
        if (message.identity !== undefined) {
          void visit.identify(message.identity);
        }
        started = true;
        visit.setOpen(message.open);
        break;
      case "campfire:kept":
        outbox.stored(message.receipt);
        break;
      case "campfire:forget":
        started = false;
        told = {};
        visit.forget();
        setTimeout(() => link.tell({ type: "campfire:forgotten" }), CLEAR_MS);
        break;
      default: // a newer loader may say more
    }
  });

  visit.subscribe(({ unread, hasConversation }) => {
    if (!started) return;
    if (unread !== (told.unread ?? 0)) link.tell({ type: "campfire:unread", count: unread });
    if (hasConversation !== undefined && hasConversation !== told.exists) {
      link.tell({ type: "campfire:conversation", exists: hasConversation });
    }
    told = { unread, ...(hasConversation === undefined ? {} : { exists: hasConversation }) };
  });

  visit.memory.keepElsewhere((kept) => {
    link.tell({ type: "campfire:keep", ...(kept === undefined ? {} : { visit: kept }) });
  });
  link.tell({ type: "campfire:ready" });
  return { close: () => link.tell({ type: "campfire:close" }) };
}

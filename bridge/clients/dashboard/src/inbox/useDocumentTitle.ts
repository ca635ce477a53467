import { useEffect } from "react";

import { countBadge } from "./describe";

/** "(3) Mara Lindt · Campfire": a tab in the background shows that somebody waits. */
export function useDocumentTitle(screen: string, unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${countBadge(unread)}) ` : ""}${screen} · Campfire`;
  }, [screen, unread]);
  useEffect(() => () => void (document.title = "Campfire"), []);
}

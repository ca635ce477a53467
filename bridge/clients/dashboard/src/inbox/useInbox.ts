import type { InboxState, InboxStore } from "@campfire/client";
import { useMemo, useState } from "react";

import type { StatusTab } from "../app/useUi";
import { useWorkspace } from "../session/WorkspaceContext";
import { useReadable } from "../ui/useReadable";
import { useRetained } from "../ui/useRetained";

interface Inbox {
  state: InboxState;
  store: InboxStore;
  /** Asks anew after a failure. */
  again: () => void;
}

/** The live list for a tab and a search text. */
export function useInbox(tab: StatusTab, query: string): Inbox {
  const { client } = useWorkspace();
  const [attempt, setAttempt] = useState(0);
  const q = query.trim();
  const store = useMemo(
    () => client.inbox({ ...(tab === "all" ? {} : { status: tab }), ...(q === "" ? {} : { q }) }),
    [client, tab, q],
  );
  useRetained(store, { lingerMs: 0, attempt });
  return { state: useReadable(store), store, again: () => setAttempt((count) => count + 1) };
}

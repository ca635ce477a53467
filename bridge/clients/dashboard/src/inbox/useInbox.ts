import type { InboxFilter, InboxState, InboxStore } from "@campfire/client";
import { useMemo, useState } from "react";

import type { AssigneeFilter, StatusTab } from "../app/useUi";
import { useWorkspace } from "../session/WorkspaceContext";
import { useReadable } from "../ui/useReadable";
import { useRetained } from "../ui/useRetained";

interface Inbox {
  state: InboxState;
  store: InboxStore;
  /** Asks anew after a failure. */
  again: () => void;
}

/** The live list for a status tab, an assignee and a search text. */
export function useInbox(tab: StatusTab, assignee: AssigneeFilter, query: string): Inbox {
  const { client, profile } = useWorkspace();
  const [attempt, setAttempt] = useState(0);
  const store = useMemo(
    () => client.inbox(inboxFilter(tab, assignee, query, profile.id)),
    [client, tab, assignee, query, profile.id],
  );
  useRetained(store, { attempt });
  return { state: useReadable(store), store, again: () => setAttempt((count) => count + 1) };
}

export function inboxFilter(
  tab: StatusTab,
  assignee: AssigneeFilter,
  query: string,
  ownId: string,
): InboxFilter {
  const q = query.trim();
  return {
    ...(tab === "all" ? {} : { status: tab }),
    ...(assignee === "all" ? {} : { assigneeId: assignee === "me" ? ownId : "none" }),
    ...(q === "" ? {} : { q }),
  };
}

import { useMemo } from "react";

import { useWorkspace } from "../session/WorkspaceContext";
import { useReadable } from "../ui/useReadable";
import { useRetained } from "../ui/useRetained";

/** Messages that wait for this agent: unread in open conversations that are theirs or nobody's. */
export function useUnread(): number {
  const { client, profile } = useWorkspace();
  // Whatever list is on screen: the count is of all.
  const store = useMemo(() => client.inbox({ status: "open" }), [client]);
  useRetained(store);
  const { items } = useReadable(store);
  return useMemo(
    () =>
      items
        .filter(({ assignee }) => assignee === undefined || assignee.id === profile.id)
        .reduce((sum, { unread = 0 }) => sum + unread, 0),
    [items, profile.id],
  );
}

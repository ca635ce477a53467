import { useMemo } from "react";

import { useUi } from "../app/useUi";
import { inboxFilter } from "../inbox/useInbox";
import { useWorkspace } from "../session/WorkspaceContext";
import { useReadable } from "../ui/useReadable";

/** The tags of the conversations that are listed beside the open one. */
export function useSeenTags(): readonly string[] {
  const { client, profile } = useWorkspace();
  const tab = useUi((ui) => ui.tab);
  const assignee = useUi((ui) => ui.assignee);
  const store = useMemo(
    () => client.inbox(inboxFilter(tab, assignee, "", profile.id)),
    [client, tab, assignee, profile.id],
  );
  const { items } = useReadable(store);
  return useMemo(() => items.flatMap(({ tags = [] }) => tags), [items]);
}

import { createChime, type FeedEvent } from "@campfire/client";
import { useEffect } from "react";

import { useUi } from "../app/useUi";
import { useWorkspace } from "../session/WorkspaceContext";
import { paintFavicon } from "./paintFavicon";
import { useActivityReports } from "./useActivityReports";
import { useUnread } from "./useUnread";

/** What reaches an agent who looks elsewhere: a sound, and a count on the tab. It shows nothing itself. */
export function Attention() {
  const { client, profile } = useWorkspace();
  const unread = useUnread();
  useActivityReports(client.presence, profile.id);
  useEffect(() => paintFavicon(unread), [unread]);

  useEffect(() => {
    const chime = createChime(() => useUi.getState().muted);
    const since = Date.now();
    const stop = client.listen(`org:${profile.org}:inbox`, (event) => {
      const key = newMessageKey(event, profile.id, since);
      if (key !== undefined) void chime.ring(key);
    });
    return () => {
      stop();
      chime.end();
    };
  }, [client, profile.org, profile.id]);
  return null;
}

/** Names a contact's message that is this agent's business: theirs, or nobody's yet. */
export function newMessageKey(event: FeedEvent, ownId: string, since: number): string | undefined {
  if (event.type !== "conversation.opened" && event.type !== "conversation.changed")
    return undefined;
  const { id, assignee, lastMessage, unread = 0 } = event.conversation;
  if (lastMessage?.senderKind !== "contact" || unread === 0) return undefined;
  if (Date.parse(lastMessage.sentAt) < since) return undefined;
  if (assignee !== undefined && assignee.id !== ownId) return undefined;
  return `${id}/${lastMessage.seq}`;
}

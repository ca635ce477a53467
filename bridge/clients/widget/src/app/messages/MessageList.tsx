import type { ConversationState } from "@campfire/client";
import { Fragment } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { isOwn } from "../visit/unreadCount";
import { dayLabel } from "../words/moments";
import { typingWords } from "../words/typingWords";
import { groupRows } from "./groupRows";
import type { MessageActions } from "./MessageActions";
import { MessageGroupView } from "./MessageGroupView";
import { useFollowedScroll } from "./useFollowedScroll";
import { useReading } from "./useReading";
import { useOlderMessages } from "./useOlderMessages";

interface MessageListProps {
  conversation: ConversationState;
  organizationName: string;
  loadOlder: () => Promise<void>;
  /** Whether the panel is open. */
  open: boolean;
  actions: MessageActions;
}

export function MessageList(props: MessageListProps) {
  const { conversation, organizationName, open, loadOlder, actions } = props;
  const { rows, receipts, typists, hasOlder, loadingOlder } = conversation;
  const log = useRef<HTMLDivElement>(null);
  const scroll = useFollowedScroll(log, rows);
  const older = useOlderMessages(log, hasOlder, loadingOlder, loadOlder);
  useReading(log, rows, open, actions.read);
  const groups = useMemo(() => groupRows(rows), [rows]);
  const lastOwn = rows.findLast(isOwn);
  const now = new Date();

  return (
    <div class="messages">
      <div
        ref={log}
        class="log"
        role="log"
        aria-label="Messages"
        // History that comes in above is not news.
        aria-busy={loadingOlder}
        tabIndex={0}
        onScroll={() => {
          scroll.onScroll();
          older.onScroll();
        }}
      >
        {hasOlder && (
          <button type="button" class="older link" disabled={loadingOlder} onClick={older.load}>
            {olderWords(loadingOlder, older.failed)}
          </button>
        )}
        {groups.map((group) => (
          <Fragment key={group.key}>
            {group.startsDay && <p class="day">{dayLabel(group.rows[0].sentAt, now)}</p>}
            <MessageGroupView
              group={group}
              organizationName={organizationName}
              isLast={lastOwn !== undefined && group.rows.includes(lastOwn)}
              receipts={receipts}
              actions={actions}
            />
          </Fragment>
        ))}
      </div>
      <p class="typing" role="status" aria-label="Typing">
        {typingWords(typists, organizationName)}
      </p>
      {scroll.missed > 0 && (
        <button type="button" class="pill" onClick={scroll.toEnd}>
          {scroll.missed === 1 ? "1 new message" : `${scroll.missed} new messages`}
          <span aria-hidden="true"> ↓</span>
        </button>
      )}
    </div>
  );
}

function olderWords(loading: boolean, failed: boolean): string {
  if (loading) return "Loading earlier messages…";
  return failed ? "Earlier messages did not load. Try again" : "Show earlier messages";
}

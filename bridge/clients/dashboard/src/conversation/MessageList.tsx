import { type ConversationState, type ConversationStore, deliveryOf } from "@campfire/client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { useReadable } from "../ui/useReadable";
import { DaySeparator } from "./DaySeparator";
import { type MessageActions, MessageBubble } from "./MessageBubble";
import { messageItems } from "./messageItems";
import { readersAt } from "./readersAt";
import { arrivals, highestSeq } from "./scrollRules";
import { useReading } from "./useReading";
import { useScrollKeeper } from "./useScrollKeeper";

interface MessageListProps {
  state: ConversationState;
  store: ConversationStore;
  readerId: string;
  contactName: string;
  /** The message whose text is being written anew. */
  editingId: string | undefined;
  onEditing: (messageId: string | undefined) => void;
}

export const MESSAGE_LOG_ID = "message-log";

export function MessageList(props: MessageListProps) {
  const { state, store, readerId, contactName, editingId, onEditing } = props;
  const { rows, receipts, hasOlder, loadingOlder, problem } = state;
  const { client } = useWorkspace();
  const { agents } = useReadable(client.presence);
  const readers = useMemo(
    () => readersAt(rows, receipts, agents, readerId),
    [rows, receipts, agents, readerId],
  );
  const items = useMemo(() => messageItems(rows), [rows]);
  const loadOlder = useCallback(() => void store.loadOlder(), [store]);
  const actions = useMemo<MessageActions>(
    () => ({
      retry: (id) => store.retry(id),
      discard: (id) => store.discard(id),
      beginEdit: onEditing,
      edit: (id, content) => store.edit(id, content),
      remove: (id) => store.delete(id),
    }),
    [store, onEditing],
  );
  const failed = problem !== undefined;
  const { scroller, content, onScroll, toEnd, unseen } = useScrollKeeper(rows, readerId, {
    hasOlder,
    loadingOlder,
    failed,
    loadOlder,
  });

  useReading(scroller, store, rows);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {/* Announcing is done below, for new messages of others only: a log that announces all it gains would read out
          every older page and one's own words. */}
      <div
        ref={scroller}
        id={MESSAGE_LOG_ID}
        role="log"
        aria-label={`Messages with ${contactName}`}
        aria-live="off"
        tabIndex={0}
        onScroll={onScroll}
        className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 -outline-offset-2 [overflow-anchor:none] sm:px-6"
      >
        <div ref={content} className="mx-auto flex min-h-full max-w-220 flex-col justify-end pb-4">
          <Beginning
            failed={failed}
            hasOlder={hasOlder}
            loadingOlder={loadingOlder}
            empty={rows.length === 0}
            loadOlder={loadOlder}
          />
          {items.map((item) =>
            item.kind === "day" ? (
              <DaySeparator key={item.key} at={item.at} />
            ) : (
              <div key={item.key} data-key={item.key} data-seq={item.row.seq}>
                <MessageBubble
                  row={item.row}
                  first={item.first}
                  last={item.last}
                  // What is not sent yet can only be one's own.
                  mine={item.row.state !== "sent" || item.row.sender.id === readerId}
                  contactName={contactName}
                  delivery={deliveryOf(item.row, receipts)}
                  readers={readers.get(item.key)}
                  editing={item.row.id !== undefined && item.row.id === editingId}
                  actions={actions}
                />
              </div>
            ),
          )}
        </div>
      </div>
      {unseen > 0 && (
        <button
          type="button"
          onClick={toEnd}
          className="absolute bottom-3 left-1/2 inline-flex min-h-9 -translate-x-1/2 animate-appear items-center gap-1.5 rounded-full bg-accent px-4 text-sm font-semibold whitespace-nowrap text-on-accent shadow-lg hover:bg-accent-strong"
        >
          <Icon name="arrowDown" className="size-4" />
          {unseen === 1 ? "1 new message" : `${unseen} new messages`}
        </button>
      )}
      <Announcer state={state} readerId={readerId} contactName={contactName} />
    </div>
  );
}

interface BeginningProps {
  failed: boolean;
  hasOlder: boolean;
  loadingOlder: boolean;
  empty: boolean;
  loadOlder: () => void;
}

/** What stands above the oldest message that is here. Always of one height, so that nothing jumps. */
function Beginning({ failed, hasOlder, loadingOlder, empty, loadOlder }: BeginningProps) {
  return (
    <div className="flex min-h-14 items-center justify-center gap-3 text-xs text-ink-faint">
      {failed && hasOlder ? (
        <>
          <span role="alert">Some messages could not be loaded.</span>
          <Button onClick={loadOlder} disabled={loadingOlder} size="small">
            Try again
          </Button>
        </>
      ) : hasOlder ? (
        <span className={loadingOlder ? "animate-breathe" : "invisible"}>
          Loading older messages…
        </span>
      ) : (
        <span>{empty ? "No messages yet." : "This is where the conversation began."}</span>
      )}
    </div>
  );
}

type AnnouncerProps = Pick<MessageListProps, "state" | "readerId" | "contactName">;

/** Reads out what others write while the conversation is open. */
function Announcer({ state: { rows, phase }, readerId, contactName }: AnnouncerProps) {
  const heardSeq = useRef<number | undefined>(undefined);
  const [words, setWords] = useState("");
  useEffect(() => {
    if (phase === "loading") return;
    const fresh = heardSeq.current === undefined ? [] : arrivals(rows, heardSeq.current, readerId);
    heardSeq.current = Math.max(heardSeq.current ?? 0, highestSeq(rows));
    const last = fresh.at(-1);
    if (last !== undefined) setWords(`${last.sender.name ?? contactName}: ${last.content}`);
  }, [rows, phase, readerId, contactName]);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}

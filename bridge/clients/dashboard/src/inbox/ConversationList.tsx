import { type UIEvent, useCallback, useEffect, useRef, useState } from "react";

import { type AssigneeFilter, type StatusTab, useUi } from "../app/useUi";
import { useUnread } from "../attention/useUnread";
import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { useDebounced } from "../ui/useDebounced";
import { AssigneeChoice } from "./AssigneeChoice";
import { ConversationRow } from "./ConversationRow";
import { contactName } from "./describe";
import { focusRow, LIST_ID } from "./focusRow";
import { ListSkeleton } from "./ListSkeleton";
import { SearchBox } from "./SearchBox";
import { StatusTabs, tabId } from "./StatusTabs";
import { useDocumentTitle } from "./useDocumentTitle";
import { useInbox } from "./useInbox";

const SEARCH_REST_MS = 250;
/** Loading the next page begins this far before the end, so that a scrolling reader seldom waits. */
const NEAR_END_PX = 600;

const EMPTY: Readonly<Record<StatusTab, { title: string; text: string }>> = {
  open: { title: "All caught up", text: "New conversations appear here the moment they begin." },
  pending: {
    title: "Nothing pending",
    text: "Conversations that wait for somebody else are kept here.",
  },
  snoozed: { title: "Nothing snoozed", text: "Conversations put aside until later rest here." },
  resolved: { title: "Nothing resolved yet", text: "Finished conversations are kept here." },
  all: {
    title: "No conversations yet",
    text: "They appear here as soon as a visitor writes on your website.",
  },
};

export function ConversationList({ openId }: { openId: string | undefined }) {
  const { profile } = useWorkspace();
  const tab = useUi((ui) => ui.tab);
  const assignee = useUi((ui) => ui.assignee);
  const query = useUi((ui) => ui.query);
  const rested = useDebounced(query, SEARCH_REST_MS);
  const { state, store, again } = useInbox(tab, assignee, rested);
  const { items, phase, problem, hasMore, loadingMore } = state;

  const [cursor, setCursor] = useState<string>();
  const onFocus = useCallback((id: string) => setCursor(id), []);
  const tabStop =
    [cursor, openId].find((id) => items.some((item) => item.id === id)) ?? items[0]?.id;

  useFocusOnReturn(openId);
  const opened = items.find((item) => item.id === openId);
  useDocumentTitle(
    openId === undefined ? "Inbox" : opened === undefined ? "Conversation" : contactName(opened),
    useUnread(),
  );

  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) => {
    const nearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (nearEnd && hasMore && !loadingMore && problem === undefined) void store.loadMore();
  };

  // "Nothing here" is said only once it is certain.
  const waiting = phase !== "ready" && items.length === 0;
  return (
    <section aria-label="Conversations" className="flex min-h-0 flex-1 flex-col">
      <header className="border-b border-line bg-surface pt-4">
        <div className="flex items-center justify-between gap-2 px-4">
          <h2 className="text-xl font-bold tracking-tight">Inbox</h2>
          <AssigneeChoice />
        </div>
        <div className="px-4 pt-3 pb-1">
          <SearchBox />
        </div>
        <StatusTabs />
      </header>
      <div
        id={LIST_ID}
        role="tabpanel"
        aria-labelledby={tabId(tab)}
        aria-busy={waiting}
        onScroll={onScroll}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain bg-surface"
      >
        {waiting && problem === undefined && <ListSkeleton />}
        {problem !== undefined && items.length === 0 && (
          <Notice icon="alert" title="The list could not be loaded" urgent>
            <p className="mb-4">{problem.detail}</p>
            <Button onClick={again}>Try again</Button>
          </Notice>
        )}
        {!waiting && problem === undefined && items.length === 0 && (
          <EmptyList tab={tab} assignee={assignee} query={rested.trim()} />
        )}
        <nav aria-label="Conversation list" hidden={items.length === 0}>
          {items.map((item) => (
            <ConversationRow
              key={item.id}
              conversation={item}
              ownId={profile.id}
              open={item.id === openId}
              tabStop={item.id === tabStop}
              onFocus={onFocus}
            />
          ))}
        </nav>
        {items.length > 0 && (hasMore || problem !== undefined) && (
          <div className="flex flex-col items-center gap-2 p-4 text-sm text-ink-soft">
            {problem !== undefined && <p role="alert">{problem.detail}</p>}
            <Button disabled={loadingMore} onClick={() => void store.loadMore()}>
              {loadingMore ? "Loading…" : "Load more"}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

interface EmptyListProps {
  tab: StatusTab;
  assignee: AssigneeFilter;
  query: string;
}

function EmptyList({ tab, assignee, query }: EmptyListProps) {
  const { search, showTab, showAssignee } = useUi.getState();
  if (query === "" && assignee !== "all") {
    const status = tab === "all" ? "" : `${tab} `;
    return (
      <Notice
        icon="inbox"
        title={assignee === "me" ? "Nothing here is yours" : "Nothing waits for somebody"}
      >
        <p className="mb-4">
          {assignee === "me"
            ? `No ${status}conversation is assigned to you.`
            : `Every ${status}conversation has somebody who answers it.`}
        </p>
        <Button onClick={() => showAssignee("all")}>Show everybody’s</Button>
      </Notice>
    );
  }
  if (query === "") {
    return (
      <Notice icon="inbox" title={EMPTY[tab].title}>
        {EMPTY[tab].text}
      </Notice>
    );
  }
  return (
    <Notice icon="search" title="Nothing found">
      <p className="mb-4 wrap-anywhere">
        No {tab === "all" ? "" : `${tab} `}conversation mentions “{query}”.
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        {(tab !== "all" || assignee !== "all") && (
          <Button
            onClick={() => {
              showTab("all");
              showAssignee("all");
            }}
          >
            Search in all
          </Button>
        )}
        <Button onClick={() => search("")}>Clear search</Button>
      </div>
    </Notice>
  );
}

/** When a conversation is closed, the keyboard goes on from its row. */
function useFocusOnReturn(openId: string | undefined): void {
  const previous = useRef(openId);
  useEffect(() => {
    const closed = previous.current;
    previous.current = openId;
    if (openId === undefined && closed !== undefined && document.activeElement === document.body) {
      focusRow(closed);
    }
  }, [openId]);
}

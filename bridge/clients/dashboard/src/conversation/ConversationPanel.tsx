import { useCallback, useEffect, useMemo, useState } from "react";

import { INBOX_HREF } from "../app/route";
import { HandlingBar } from "../handling/HandlingBar";
import { useSeenTags } from "../handling/useSeenTags";
import { useUpdate } from "../handling/useUpdate";
import { contactName } from "../inbox/describe";
import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { useMediaQuery } from "../ui/useMediaQuery";
import { useNetworkOnline } from "../ui/useNetworkOnline";
import { useReadable } from "../ui/useReadable";
import { useRetained } from "../ui/useRetained";
import { Composer, REPLY_ID } from "./Composer";
import { lastEditable } from "./lastEditable";
import { MessageList } from "./MessageList";
import { BackLink, PANEL_HEADING_ID, PanelHeader } from "./PanelHeader";
import { TypingLine } from "./TypingLine";
import { PanelSkeleton } from "./PanelSkeleton";

/** How long a conversation stays live after another one was opened: going back to it within this time is instant. */
const LINGER_MS = 30_000;

/** An open conversation: who it is, what was said, and the reply. Keyed by its id. */
export function ConversationPanel({ id }: { id: string }) {
  const { client, profile } = useWorkspace();
  const [attempt, setAttempt] = useState(0);
  const store = useMemo(() => client.conversation(id), [client, id]);
  const state = useReadable(store);
  const { conversation, problem, phase } = state;
  // What could not be loaded is let go of at once, so that the next attempt begins afresh.
  useRetained(store, { lingerMs: conversation === undefined ? 0 : LINGER_MS, attempt });
  useHeadingFocus(conversation !== undefined);
  const networkOnline = useNetworkOnline();
  const handling = useUpdate(store);
  const seenTags = useSeenTags();
  const [editingId, setEditingId] = useState<string>();
  const onEditing = useCallback((messageId: string | undefined) => {
    setEditingId(messageId);
    // The editor goes, and the keyboard goes on where one writes.
    if (messageId === undefined) document.getElementById(REPLY_ID)?.focus();
  }, []);

  if (phase === "missing") {
    return (
      <Aside>
        <Notice icon="search" title="No such conversation" urgent>
          <p className="mb-4">
            The link may be mistyped, or the conversation belongs to another team.
          </p>
          <a href={INBOX_HREF} className="font-medium text-accent-strong underline">
            Back to the inbox
          </a>
        </Notice>
      </Aside>
    );
  }
  if (conversation === undefined && problem !== undefined) {
    return (
      <Aside>
        <Notice icon="alert" title="The conversation could not be loaded" urgent>
          <p className="mb-4">{problem.detail}</p>
          <Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>
        </Notice>
      </Aside>
    );
  }
  if (conversation === undefined) return <PanelSkeleton />;

  const name = contactName(conversation);
  const hint = !networkOnline
    ? "You are offline. What you send waits here and goes out by itself."
    : conversation.status === "resolved"
      ? "This conversation is resolved. A reply does not reopen it; the visitor’s answer does."
      : undefined;
  return (
    <section aria-labelledby={PANEL_HEADING_ID} className="flex min-h-0 flex-1 flex-col">
      <PanelHeader conversation={conversation} update={handling.update} />
      <HandlingBar state={state} handling={handling} seenTags={seenTags} />
      <MessageList
        state={state}
        store={store}
        readerId={profile.id}
        contactName={name}
        editingId={editingId}
        onEditing={onEditing}
      />
      <TypingLine typists={state.typists} contactName={name} />
      <Composer
        conversationId={id}
        contactName={name}
        hint={hint}
        onSend={(content) => store.send(content)}
        onTyping={() => store.typing()}
        onTypingEnd={() => store.stopTyping()}
        onEditLast={() => {
          const last = lastEditable(state.rows, profile.id);
          if (last !== undefined) setEditingId(last);
          return last !== undefined;
        }}
      />
    </section>
  );
}

function Aside({ children }: { children: React.ReactNode }) {
  return (
    <section aria-label="Conversation" className="flex min-h-0 flex-1 flex-col">
      <div className="p-3">
        <BackLink />
      </div>
      <div className="m-auto">{children}</div>
    </section>
  );
}

/** On a screen that shows one area at a time the keyboard follows into the conversation; else it stays in the list. */
function useHeadingFocus(shown: boolean): void {
  const narrow = !useMediaQuery("(min-width: 64rem)");
  useEffect(() => {
    if (shown && narrow) document.getElementById(PANEL_HEADING_ID)?.focus();
  }, [shown, narrow]);
}

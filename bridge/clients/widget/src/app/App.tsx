import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import { Composer } from "./composer/Composer";
import { Header } from "./Header";
import type { MessageActions } from "./messages/MessageActions";
import { MessageList } from "./messages/MessageList";
import { RatingForm } from "./rating/RatingForm";
import { useBrowserOnline } from "./ui/useBrowserOnline";
import { useReadable } from "./ui/useReadable";
import { useTakeover } from "./ui/useTakeover";
import type { Visit } from "./visit/Visit";
import type { VisitState } from "./visit/VisitState";
import { Welcome } from "./Welcome";
import { connectionWords } from "./words/connectionWords";
import { helperWords } from "./words/helperWords";
import { visitProblemWords } from "./words/problemWords";

interface AppProps {
  visit: Visit;
  /** Asks the host page to close the panel; absent where there is no host page. */
  onClose?: () => void;
}

export function App({ visit, onClose }: AppProps) {
  const state = useReadable<VisitState>(visit);
  const browserOnline = useBrowserOnline();
  const field = useRef<HTMLTextAreaElement>(null);
  const { conversation, elsewhere, open, organization, problem } = state;
  const closed =
    conversation?.conversation?.status === "resolved" ? conversation.conversation : undefined;
  const loadOlder = useCallback(() => visit.loadOlder(), [visit]);

  const actions = useMemo<MessageActions>(
    () => ({
      retry: (id) => visit.retry(id),
      discard: (id) => visit.discard(id),
      edit: (id, content) => visit.edit(id, content),
      remove: (id) => visit.remove(id),
      read: (seq) => visit.markRead(seq),
    }),
    [visit],
  );
  const assignee = conversation?.conversation?.assignee?.name;
  const takeover = useTakeover(state.conversationId, assignee);

  // A touch screen's keyboard would cover what the visitor opened the chat to read.
  useEffect(() => {
    if (open && !window.matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [open]);

  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing && onClose) onClose();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [onClose]);

  return (
    <main class="app">
      <Header
        name={organization?.name ?? "Chat"}
        greeting={organization?.greeting}
        helper={helperWords(assignee, organization?.available)}
        available={organization?.available}
        muted={state.muted}
        onMute={(muted) => visit.mute(muted)}
        onClose={onClose}
      />
      <div class="over">
        <p class="connection" role="status" aria-label="Connection">
          {connectionWords(state, browserOnline)}
        </p>
      </div>
      {conversation && (conversation.rows.length > 0 || conversation.hasOlder) ? (
        <MessageList
          // Another conversation has a scroll position of its own.
          key={state.conversationId}
          conversation={conversation}
          organizationName={organization?.name ?? "Support"}
          open={open}
          loadOlder={loadOlder}
          actions={actions}
        />
      ) : (
        <div class="messages" hidden={problem !== undefined && !organization}>
          {showsWelcome(state) && <Welcome />}
        </div>
      )}
      <p class="takeover" role="status" aria-label="Handover">
        {takeover}
      </p>
      {elsewhere !== undefined && (
        <p class="notice" role="status">
          There is a new answer in another conversation.{" "}
          <button type="button" class="link" onClick={() => visit.show(elsewhere)}>
            Show it
          </button>
        </p>
      )}
      {problem && (
        <div class={organization ? "notice problem" : "notice problem whole"} role="alert">
          <p>{visitProblemWords(problem)}</p>
          <button type="button" class="link" onClick={() => visit.tryAgain()}>
            Try again
          </button>
        </div>
      )}
      {closed?.resolvedAt !== undefined && (
        <RatingForm
          key={`${closed.id} ${closed.resolvedAt}`}
          conversationId={closed.id}
          resolvedAt={closed.resolvedAt}
          onRate={(score, comment) => visit.rate(closed.id, score, comment)}
        />
      )}
      {conversation?.conversation?.status === "resolved" && (
        <p class="notice">
          This conversation is closed. Write to reopen it, or{" "}
          <button
            type="button"
            class="link"
            onClick={() => {
              visit.newConversation();
              field.current?.focus();
            }}
          >
            start a new conversation
          </button>
          .
        </p>
      )}
      {(organization !== undefined || !problem) && (
        <Composer
          field={field}
          canSend={canSend(state)}
          draft={visit.memory.readDraft()}
          onDraft={(text) => visit.memory.saveDraft(text)}
          onSend={(text) => visit.send(text)}
          onTyping={() => visit.typing()}
          onTypingEnd={() => visit.stopTyping()}
        />
      )}
    </main>
  );
}

/** Not before it is certain that nothing was written yet. */
function showsWelcome({ conversation, conversationId, organization }: VisitState): boolean {
  if (!organization) return false;
  return conversationId === undefined || conversation?.phase === "missing";
}

/** Not before we know who writes, and where to. */
function canSend({ conversation, conversationId, organization, problem }: VisitState): boolean {
  if (!organization || problem) return false;
  return conversationId === undefined || (!!conversation && conversation.phase !== "loading");
}

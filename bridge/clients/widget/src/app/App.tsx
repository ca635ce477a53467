import { useCallback, useEffect, useRef } from "preact/hooks";
import { Composer } from "./composer/Composer";
import { Header } from "./Header";
import { MessageList } from "./messages/MessageList";
import { useBrowserOnline } from "./ui/useBrowserOnline";
import { useReadable } from "./ui/useReadable";
import type { Visit } from "./visit/Visit";
import type { VisitState } from "./visit/VisitState";
import { Welcome } from "./Welcome";
import { connectionWords } from "./words/connectionWords";
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
  const loadOlder = useCallback(() => visit.loadOlder(), [visit]);

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
        onClose={onClose}
      />
      <div class="over">
        <p class="connection" role="status" aria-live="polite">
          {connectionWords(state, browserOnline)}
        </p>
      </div>
      {conversation && (conversation.rows.length > 0 || conversation.hasOlder) ? (
        <MessageList
          // Another conversation has a scroll position of its own.
          key={state.conversationId}
          conversation={conversation}
          organizationName={organization?.name ?? "Support"}
          loadOlder={loadOlder}
          onRetry={(id) => visit.retry(id)}
          onDiscard={(id) => visit.discard(id)}
        />
      ) : (
        <div class="messages" hidden={problem !== undefined && !organization}>
          {showsWelcome(state) && <Welcome />}
        </div>
      )}
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

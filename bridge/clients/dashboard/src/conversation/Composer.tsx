import { type KeyboardEvent, useRef } from "react";
import { useStore } from "zustand";

import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { checkDraft, contentOf, pressOf, sendsOn } from "./composerRules";

export const REPLY_ID = "reply";

interface ComposerProps {
  conversationId: string;
  contactName: string;
  /** Said below the field, when there is something to know before writing. */
  hint?: string | undefined;
  onSend: (content: string) => void;
  /** Arrow up in the empty field; false when there is nothing of one's own to edit. */
  onEditLast: () => boolean;
  onTyping: () => void;
  onTypingEnd: () => void;
}

export function Composer(props: ComposerProps) {
  const { conversationId, contactName, hint, onSend, onEditLast, onTyping, onTypingEnd } = props;
  const { drafts } = useWorkspace();
  const draft = useStore(drafts, (state) => state.drafts[conversationId] ?? "");
  const write = (text: string) => drafts.getState().write(conversationId, text);
  const { sendable, left } = checkDraft(draft);
  const field = useRef<HTMLTextAreaElement>(null);

  const send = () => {
    if (!sendable) return;
    onSend(contentOf(draft));
    write("");
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (sendsOn(pressOf(event))) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && draft === "" && onEditLast()) {
      event.preventDefault();
    }
  };

  const over = left !== undefined && left < 0;
  return (
    <form
      aria-label="Reply"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="border-t border-line bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6"
    >
      <div className="mx-auto max-w-220">
        <div className="flex items-end gap-2 rounded-xl border border-line-strong bg-surface p-1.5 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
          <div className="grows" data-text={draft}>
            <textarea
              ref={field}
              id={REPLY_ID}
              rows={1}
              value={draft}
              onChange={(event) => {
                write(event.target.value);
                if (event.target.value === "") onTypingEnd();
                else onTyping();
              }}
              onBlur={onTypingEnd}
              onKeyDown={onKeyDown}
              placeholder={`Reply to ${contactName}…`}
              aria-label={`Reply to ${contactName}`}
              aria-describedby="reply-hint"
              aria-invalid={over}
              enterKeyHint="send"
              dir="auto"
              className="resize-none bg-transparent text-ink outline-none placeholder:text-ink-faint"
            />
          </div>
          <Button look="primary" type="submit" disabled={!sendable}>
            <Icon name="send" className="size-4" />
            Send
          </Button>
        </div>
        <p
          id="reply-hint"
          className={`mt-1.5 min-h-4 gap-4 px-1 text-[11px] leading-4 text-ink-faint ${hint === undefined && left === undefined ? "hidden sm:flex" : "flex"}`}
        >
          <span className="min-w-0 flex-1">
            {hint ?? (
              <span className="hidden sm:inline">
                <b className="font-semibold">Enter</b> sends,{" "}
                <b className="font-semibold">Shift + Enter</b> begins a line
              </span>
            )}
          </span>
          {left !== undefined && (
            <span className={`tabular-nums ${over ? "font-semibold text-danger" : ""}`}>
              {over
                ? `${(-left).toLocaleString("en")} characters too many`
                : `${left.toLocaleString("en")} characters left`}
            </span>
          )}
        </p>
      </div>
    </form>
  );
}

import type { RefObject, TargetedKeyboardEvent } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { SendIcon } from "../ui/icons";
import { cleanText, MESSAGE_LIMIT, roomWords } from "./messageLength";

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  /** Whether a message could go anywhere yet; typing is always possible. */
  canSend: boolean;
  draft: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onTyping: () => void;
  onTypingEnd: () => void;
}

export function Composer(props: ComposerProps) {
  const { field, canSend, draft, onDraft, onSend, onTyping, onTypingEnd } = props;
  const [text, setText] = useState(draft);
  /** Enter was pressed before we knew where to send to: it counts as soon as we do. */
  const [isAwaited, setAwaited] = useState(false);
  const clean = cleanText(text);
  const tooLong = clean.length > MESSAGE_LIMIT;
  const sendable = canSend && clean !== "" && !tooLong;
  const room = roomWords(clean.length);

  useLayoutEffect(() => grow(field.current), [field, text]);
  useEffect(() => {
    if (isAwaited && canSend) send();
    // Only these two matter: a change of the text takes the wish back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isAwaited, canSend]);

  /** Kept with each key: a page that is left does not wait. */
  function change(next: string): void {
    setText(next);
    setAwaited(false);
    onDraft(next);
  }

  function send(): void {
    setAwaited(!canSend && clean !== "");
    if (!sendable) return;
    onSend(clean);
    change("");
    field.current?.focus();
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
    // While an input method composes, Enter only accepts its proposal.
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="unseen" for="message">
        Message
      </label>
      <textarea
        id="message"
        ref={field}
        rows={1}
        value={text}
        placeholder="Write a message…"
        aria-describedby="room"
        aria-invalid={tooLong}
        enterkeyhint="send"
        onInput={({ currentTarget: { value } }) => {
          change(value);
          if (value === "") onTypingEnd();
          else onTyping();
        }}
        onBlur={onTypingEnd}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" aria-label="Send" disabled={!sendable}>
        <SendIcon />
      </button>
      <p id="room" class={tooLong ? "room over" : "room"} role="status">
        {room}
      </p>
    </form>
  );
}

/** Safari ends the composition before the Enter that accepts it; only the old code 229 tells. */
function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer tells it
  return event.isComposing || event.keyCode === 229;
}

/** As tall as its text, up to the limit in the style sheet. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

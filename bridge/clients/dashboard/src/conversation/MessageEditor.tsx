import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { Button } from "../ui/Button";
import { checkDraft, contentOf, pressOf, sendsOn } from "./composerRules";

interface MessageEditorProps {
  content: string;
  onSave: (content: string) => void;
  onCancel: () => void;
}

/** The text of one's own message, to be written anew in its place. Enter saves, Escape leaves it as it was. */
export function MessageEditor({ content, onSave, onCancel }: MessageEditorProps) {
  const [draft, setDraft] = useState(content);
  const field = useRef<HTMLTextAreaElement>(null);
  const { sendable, left } = checkDraft(draft);
  const isOver = left !== undefined && left < 0;

  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
    current?.scrollIntoView({ block: "nearest" });
  }, []);

  const save = () => {
    if (!sendable) return;
    const next = contentOf(draft);
    if (next === content) onCancel();
    else onSave(next);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onCancel();
    } else if (sendsOn(pressOf(event))) {
      event.preventDefault();
      save();
    }
  };

  return (
    <form
      aria-label="Edit message"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="w-full rounded-2xl border border-accent bg-surface p-1.5"
    >
      <div className="grows" data-text={draft}>
        <textarea
          ref={field}
          rows={1}
          value={draft}
          dir="auto"
          aria-label="Message text"
          aria-invalid={isOver}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          className="resize-none bg-transparent text-ink outline-none"
        />
      </div>
      <div className="flex items-center justify-end gap-2">
        {left !== undefined && (
          <span
            className={`flex-1 px-1 text-[11px] tabular-nums ${isOver ? "font-semibold text-danger" : "text-ink-faint"}`}
          >
            {isOver ? `${-left} characters too many` : `${left} characters left`}
          </span>
        )}
        <Button onClick={onCancel} size="small">
          Cancel
        </Button>
        <Button look="primary" type="submit" disabled={!sendable} size="small">
          Save
        </Button>
      </div>
    </form>
  );
}

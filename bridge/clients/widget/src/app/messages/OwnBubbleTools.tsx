import type { MessageRow } from "@campfire/client";
import type { TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { cleanText, MESSAGE_LIMIT } from "../composer/messageLength";
import type { MessageActions } from "./MessageActions";

interface OwnBubbleToolsProps {
  row: MessageRow & { id: string };
  actions: MessageActions;
}

/** What a visitor can do with a message of theirs: write it anew, or take it back after a second click. */
export function OwnBubbleTools({ row, actions }: OwnBubbleToolsProps) {
  const [doing, setDoing] = useState<"edit" | "delete">();
  const first = useRef<HTMLButtonElement>(null);
  const wasDoing = useRef(false);
  useLayoutEffect(() => {
    if (wasDoing.current && doing === undefined) first.current?.focus();
    wasDoing.current = doing !== undefined;
  }, [doing]);

  if (doing === "edit") {
    return (
      <BubbleEditor
        text={row.change?.content ?? row.content}
        onSave={(text) => {
          if (text !== row.content) actions.edit(row.id, text);
          setDoing(undefined);
        }}
        onCancel={() => setDoing(undefined)}
      />
    );
  }
  if (doing === "delete") {
    return (
      <p class="tools asking">
        Delete for everybody?{" "}
        <button type="button" class="link" onClick={() => actions.remove(row.id)}>
          Delete
        </button>{" "}
        <button type="button" class="link" onClick={() => setDoing(undefined)}>
          Keep
        </button>
      </p>
    );
  }
  return (
    <p class="tools">
      <button ref={first} type="button" class="link" onClick={() => setDoing("edit")}>
        Edit
      </button>{" "}
      <button type="button" class="link" onClick={() => setDoing("delete")}>
        Delete
      </button>
    </p>
  );
}

interface BubbleEditorProps {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}

function BubbleEditor({ text, onSave, onCancel }: BubbleEditorProps) {
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const clean = cleanText(draft);
  const canSave = clean !== "" && clean.length <= MESSAGE_LIMIT;

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      // The panel stays open.
      event.stopPropagation();
      onCancel();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (canSave) onSave(clean);
    }
  }

  return (
    <form
      class="editor"
      aria-label="Edit message"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) onSave(clean);
      }}
    >
      <textarea
        ref={field}
        aria-label="Message text"
        rows={3}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p>
        <button type="button" class="link" onClick={onCancel}>
          Cancel
        </button>{" "}
        <button type="submit" class="link" disabled={!canSave}>
          Save
        </button>
      </p>
    </form>
  );
}

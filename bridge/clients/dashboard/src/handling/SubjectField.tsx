import type { Conversation, ConversationChanges } from "@campfire/client";
import { useEffect, useRef, useState } from "react";

import { Icon } from "../ui/Icon";

/** Contract §3, item 7. */
const MAX_LENGTH = 200;

interface SubjectFieldProps {
  conversation: Conversation;
  update: (changes: ConversationChanges) => void;
}

/** The subject, which becomes a field when it is clicked. Enter keeps what is written, Escape does not. */
export function SubjectField({ conversation, update }: SubjectFieldProps) {
  const { subject } = conversation;
  const [written, setWritten] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const editing = written !== undefined;

  useEffect(() => {
    if (wasEditing.current && !editing) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (!editing) {
    return (
      <button
        ref={button}
        type="button"
        onClick={() => setWritten(subject ?? "")}
        aria-label={`Subject: ${subject ?? "none"}. Change`}
        className="group -ml-1.5 flex max-w-full items-center gap-1.5 rounded-md px-1.5 py-0.5 text-left text-sm text-ink-soft hover:bg-sunken"
      >
        <span className={`truncate ${subject === undefined ? "text-ink-faint" : ""}`}>
          {subject ?? "No subject"}
        </span>
        <Icon
          name="pencil"
          className="size-3.5 text-ink-faint opacity-60 group-hover:opacity-100"
        />
      </button>
    );
  }
  const keep = () => {
    const next = written.trim();
    if (next !== "" && next !== subject) update({ subject: next });
    setWritten(undefined);
  };
  return (
    <input
      type="text"
      aria-label="Subject"
      autoFocus
      value={written}
      maxLength={MAX_LENGTH}
      onChange={(event) => setWritten(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) keep();
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        setWritten(undefined);
      }}
      className="-ml-1.5 h-7 w-full max-w-120 rounded-md border border-line-strong bg-surface px-1.5 text-sm text-ink"
    />
  );
}

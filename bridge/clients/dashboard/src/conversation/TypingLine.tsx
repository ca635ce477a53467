import type { Typist } from "@campfire/client";

import { typingWords } from "./typingWords";

interface TypingLineProps {
  typists: readonly Typist[];
  contactName: string;
}

/** Who writes right now. It keeps its height, so that nothing moves when they stop. */
export function TypingLine({ typists, contactName }: TypingLineProps) {
  const words = typingWords(typists, contactName);
  return (
    <p
      role="status"
      aria-label="Typing"
      className="flex h-6 items-center gap-2 px-5 text-xs text-ink-soft sm:px-7"
    >
      {words !== "" && (
        <span aria-hidden="true" className="flex gap-0.5">
          <span className="size-1.5 animate-breathe rounded-full bg-ink-faint" />
          <span className="size-1.5 animate-breathe rounded-full bg-ink-faint [animation-delay:200ms]" />
          <span className="size-1.5 animate-breathe rounded-full bg-ink-faint [animation-delay:400ms]" />
        </span>
      )}
      <span className="truncate">{words}</span>
    </p>
  );
}

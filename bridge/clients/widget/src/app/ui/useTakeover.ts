import { useEffect, useRef, useState } from "preact/hooks";

/** "Grace has taken over from Ada.", when that happens before the visitor's eyes. */
export function useTakeover(
  conversationId: string | undefined,
  assignee: string | undefined,
): string {
  const before = useRef({ conversationId, assignee });
  const [words, setWords] = useState("");
  useEffect(() => {
    const last = before.current;
    // Handed back to the queue, whoever takes it next takes over from the one before.
    before.current = { conversationId, assignee: assignee ?? last.assignee };
    if (last.conversationId !== conversationId) {
      before.current = { conversationId, assignee };
      setWords("");
    } else if (
      assignee !== undefined &&
      last.assignee !== undefined &&
      assignee !== last.assignee
    ) {
      setWords(`${assignee} has taken over from ${last.assignee}.`);
    }
  }, [conversationId, assignee]);
  return words;
}

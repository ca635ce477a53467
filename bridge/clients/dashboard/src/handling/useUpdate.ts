import { type ConversationChanges, type ConversationStore, ProblemError } from "@campfire/client";
import { useCallback, useState } from "react";

interface Failure {
  changes: ConversationChanges;
  detail: string;
}

export interface Update {
  update: (changes: ConversationChanges) => void;
  /** Why the last one did not go through. */
  failure: Failure | undefined;
  again: () => void;
  dismiss: () => void;
}

/** Changes a conversation, and keeps what failed so that it can be tried again. */
export function useUpdate(store: ConversationStore): Update {
  const [failure, setFailure] = useState<Failure>();
  const update = useCallback(
    (changes: ConversationChanges) => {
      setFailure(undefined);
      store.update(changes).catch((error: unknown) => {
        setFailure({ changes, detail: detailOf(error) });
      });
    },
    [store],
  );
  return {
    update,
    failure,
    again: () => failure !== undefined && update(failure.changes),
    dismiss: () => setFailure(undefined),
  };
}

function detailOf(error: unknown): string {
  if (!(error instanceof ProblemError)) throw error;
  const { detail, errors } = error.problem;
  return errors === undefined ? detail : errors.map(({ message }) => message).join(", ");
}

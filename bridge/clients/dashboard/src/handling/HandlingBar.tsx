import type { ConversationState } from "@campfire/client";

import { Icon } from "../ui/Icon";
import { AssigneeMenu } from "./AssigneeMenu";
import { PriorityMenu } from "./PriorityMenu";
import { StatusMenu } from "./StatusMenu";
import { TagEditor } from "./TagEditor";
import type { Update } from "./useUpdate";

interface HandlingBarProps {
  state: ConversationState;
  handling: Update;
  seenTags: readonly string[];
}

/** What is decided about a conversation: who answers, how urgent it is, what it is about, whether it is done. */
export function HandlingBar({ state, handling, seenTags }: HandlingBarProps) {
  const { conversation, updating } = state;
  if (conversation === undefined) return null;
  const { update, failure, again, dismiss } = handling;
  const shared = { conversation, update };
  return (
    <div className="border-b border-line bg-surface px-4 py-2 sm:px-6">
      <div
        role="group"
        aria-label="Handling"
        aria-busy={updating !== undefined}
        className="flex flex-wrap gap-1.5"
      >
        <AssigneeMenu {...shared} />
        <PriorityMenu {...shared} />
        <TagEditor {...shared} seen={seenTags} />
        <span className="flex-1" />
        <StatusMenu {...shared} />
      </div>
      {failure !== undefined && (
        <p
          role="alert"
          className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs font-medium text-danger"
        >
          <span className="inline-flex min-w-0 items-center gap-1">
            <Icon name="alert" className="size-3.5" />
            Not changed: {failure.detail}
          </span>
          <button type="button" onClick={again} className="min-h-7 underline">
            Try again
          </button>
          <button type="button" onClick={dismiss} className="min-h-7 underline">
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}

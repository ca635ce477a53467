import type { Delivery, MessageRow } from "@campfire/client";

import { Icon, type IconName } from "../ui/Icon";
import { timeOfDay } from "../ui/time";

interface MessageFooterProps {
  row: MessageRow;
  /** Of its group. */
  last: boolean;
  /** Of one's own messages. */
  delivery: Delivery | undefined;
  /** Colleagues who have read up to here. */
  readers: readonly string[] | undefined;
  /** Sends what failed again: the message, or the change of it. */
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** Time and state: below the last of a group, and below whatever was edited or is not settled. */
export function MessageFooter(props: MessageFooterProps) {
  const { row, last, delivery, readers, onRetry, onDiscard } = props;
  const { change } = row;
  if (row.state === "failed") {
    const { clientMessageId: id, problem } = row;
    return <Failure what="Not sent" detail={problem?.detail} {...{ id, onRetry, onDiscard }} />;
  }
  if (change?.state === "failed") {
    const { id, kind, problem } = change;
    const what = kind === "edit" ? "Edit not saved" : "Not deleted";
    return <Failure what={what} detail={problem?.detail} {...{ id, onRetry, onDiscard }} />;
  }
  const edited = row.editedAt !== undefined && row.deletedAt === undefined;
  const isSettled = row.state === "sent" && change === undefined;
  if (!last && !edited && isSettled && readers === undefined) return null;
  return (
    <p className="mt-1 flex items-center gap-1 px-1 text-[11px] leading-4 text-ink-faint tabular-nums">
      {edited && <span>edited ·</span>}
      <time dateTime={row.sentAt}>{timeOfDay(row.sentAt)}</time>
      {change !== undefined ? (
        <>
          <Icon name="clock" className="size-3" />
          {change.kind === "edit" ? "Saving…" : "Deleting…"}
        </>
      ) : (
        row.deletedAt === undefined && delivery !== undefined && <Ticks delivery={delivery} />
      )}
      {readers !== undefined && <span>· Seen by {readers.join(", ")}</span>}
    </p>
  );
}

const TICKS: Readonly<Record<Delivery, { icon: IconName; words: string; look?: string }>> = {
  sending: { icon: "clock", words: "Sending…" },
  sent: { icon: "check", words: "Sent" },
  delivered: { icon: "checks", words: "Delivered" },
  read: { icon: "checks", words: "Read", look: "text-accent-strong" },
  failed: { icon: "alert", words: "Not sent" },
};

function Ticks({ delivery }: { delivery: Delivery }) {
  const { icon, words, look = "" } = TICKS[delivery];
  return (
    <span className={`inline-flex items-center gap-1 ${look}`}>
      <Icon name={icon} className="size-3.5" /> {words}
    </span>
  );
}

interface FailureProps {
  what: string;
  detail: string | undefined;
  id: string;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

function Failure({ what, detail, id, onRetry, onDiscard }: FailureProps) {
  return (
    <div className="mt-1 flex flex-wrap items-center justify-end gap-x-3 gap-y-1 px-1 text-xs">
      <span role="alert" className="inline-flex items-center gap-1 font-medium text-danger">
        <Icon name="alert" className="size-3.5" />
        {what}
        {detail === undefined ? "" : `: ${detail}`}
      </span>
      <span className="inline-flex gap-1">
        <StateButton icon="retry" label="Retry" onClick={() => onRetry(id)} />
        <StateButton icon="trash" label="Discard" onClick={() => onDiscard(id)} />
      </span>
    </div>
  );
}

interface StateButtonProps {
  icon: "retry" | "trash";
  label: string;
  onClick: () => void;
}

function StateButton({ icon, label, onClick }: StateButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="inline-flex min-h-7 items-center gap-1 rounded-md border border-line bg-surface px-2 font-medium text-ink hover:bg-sunken"
    >
      <Icon name={icon} className="size-3.5" />
      {label}
    </button>
  );
}

import type { MessageRow } from "@campfire/client";

import { Icon } from "../ui/Icon";
import { timeOfDay } from "../ui/time";

interface MessageFooterProps {
  row: MessageRow;
  /** Of its group. */
  last: boolean;
  mine: boolean;
  /** Sends what failed again: the message, or the change of it. */
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** Time and state: below the last of a group, and below whatever was edited or is not settled. */
export function MessageFooter({ row, last, mine, onRetry, onDiscard }: MessageFooterProps) {
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
  if (!last && !edited && row.state === "sent" && change === undefined) return null;
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
        mine && row.deletedAt === undefined && <State sending={row.state === "sending"} />
      )}
    </p>
  );
}

function State({ sending }: { sending: boolean }) {
  return sending ? (
    <>
      <Icon name="clock" className="size-3" /> Sending…
    </>
  ) : (
    <>
      <Icon name="check" className="size-3" /> Sent
    </>
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

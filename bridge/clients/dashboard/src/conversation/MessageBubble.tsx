import type { MessageRow } from "@campfire/client";
import { memo } from "react";

import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { fullTime, timeOfDay } from "../ui/time";
import { MessageText } from "./MessageText";

export interface MessageBubbleProps {
  row: MessageRow;
  first: boolean;
  last: boolean;
  mine: boolean;
  /** The contact's name as the header shows it; a visitor without a name has none in their messages. */
  contactName: string;
  onRetry: (clientMessageId: string) => void;
  onDiscard: (clientMessageId: string) => void;
}

/** One message. Visitors on the left, our side on the right: mine warm, a colleague's cool, a bot's dashed. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { row, first, last, mine, contactName } = props;
  const { kind } = row.sender;
  const author = mine
    ? "You"
    : (row.sender.name ?? (kind === "contact" ? contactName : AUTHORS[kind]));
  const label = `${author}, ${timeOfDay(row.sentAt)}`;

  if (kind === "system") {
    return (
      <article
        aria-label={label}
        className="my-3 flex justify-center px-4 text-center text-xs text-ink-soft"
      >
        <div className="max-w-96 rounded-full bg-sunken px-3 py-1" title={fullTime(row.sentAt)}>
          <Body row={row} />
        </div>
      </article>
    );
  }

  const theirs = kind === "contact" && !mine;
  return (
    <article
      aria-label={label}
      className={`flex items-end gap-2 ${first ? "mt-3" : "mt-0.5"} ${theirs ? "pr-8 sm:pr-16" : "justify-end pl-8 sm:pl-16"}`}
    >
      {theirs && (
        <span className="w-7 shrink-0 self-end">
          {last && <Avatar id={row.sender.id} name={row.sender.name} size="small" />}
        </span>
      )}
      <div className={`flex max-w-160 min-w-0 flex-col ${theirs ? "items-start" : "items-end"}`}>
        {first && !mine && !theirs && (
          <p className="mb-1 flex items-center gap-1 px-1 text-xs font-semibold text-ink-soft">
            {kind === "bot" && <Icon name="bot" className="size-3.5" />}
            {author}
            {kind === "bot" && row.sender.name !== undefined && (
              <span className="font-normal text-ink-faint">bot</span>
            )}
          </p>
        )}
        <div
          title={fullTime(row.sentAt)}
          className={`max-w-full rounded-2xl px-3.5 py-2 text-[15px] leading-[1.45] ${ground(props)} ${corners(props)}`}
        >
          <Body row={row} />
        </div>
        <Footer {...props} />
      </div>
    </article>
  );
});

const AUTHORS = { agent: "Agent", contact: "Visitor", bot: "Assistant", system: "System" } as const;

function Body({ row }: { row: MessageRow }) {
  if (row.deletedAt !== undefined) return <p className="italic">This message was deleted</p>;
  return <MessageText text={row.content} />;
}

function ground({ row, mine }: MessageBubbleProps): string {
  if (row.deletedAt !== undefined) return "border border-dashed border-line text-ink-faint text-sm";
  if (row.state === "failed") return "border border-danger bg-danger-soft text-ink";
  const waiting = row.state === "sending" ? "opacity-65" : "";
  if (mine) return `bg-mine text-ink ${waiting}`;
  switch (row.sender.kind) {
    case "bot":
      return "border border-dashed border-line-strong bg-surface text-ink";
    case "agent":
      return "bg-colleague text-ink";
    default:
      return "border border-line bg-surface text-ink";
  }
}

/** The corner towards the author is tight within a group, which ties its bubbles together. */
function corners({ row, first, last, mine }: MessageBubbleProps): string {
  if (row.sender.kind === "contact" && !mine)
    return `${first ? "" : "rounded-tl-md"} ${last ? "" : "rounded-bl-md"}`;
  return `${first ? "" : "rounded-tr-md"} ${last ? "" : "rounded-br-md"}`;
}

/** Time and state: below the last of a group, and below whatever was edited or is not sent. */
function Footer({ row, last, mine, onRetry, onDiscard }: MessageBubbleProps) {
  const edited = row.editedAt !== undefined && row.deletedAt === undefined;
  if (row.state === "failed") {
    return (
      <div className="mt-1 flex flex-wrap items-center justify-end gap-x-3 gap-y-1 px-1 text-xs">
        <span role="alert" className="inline-flex items-center gap-1 font-medium text-danger">
          <Icon name="alert" className="size-3.5" />
          Not sent{row.problem === undefined ? "" : `: ${row.problem.detail}`}
        </span>
        <span className="inline-flex gap-1">
          <StateButton icon="retry" label="Retry" onClick={() => onRetry(row.clientMessageId)} />
          <StateButton
            icon="trash"
            label="Discard"
            onClick={() => onDiscard(row.clientMessageId)}
          />
        </span>
      </div>
    );
  }
  if (!last && !edited && row.state === "sent") return null;
  return (
    <p className="mt-1 flex items-center gap-1 px-1 text-[11px] leading-4 text-ink-faint tabular-nums">
      {edited && <span>edited ·</span>}
      <time dateTime={row.sentAt}>{timeOfDay(row.sentAt)}</time>
      {mine && row.state === "sending" && (
        <>
          <Icon name="clock" className="size-3" /> Sending…
        </>
      )}
      {mine && row.state === "sent" && (
        <>
          <Icon name="check" className="size-3" /> Sent
        </>
      )}
    </p>
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

import type { Delivery, MessageRow } from "@campfire/client";
import { memo } from "react";

import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { fullTime, timeOfDay } from "../ui/time";
import { MessageEditor } from "./MessageEditor";
import { MessageFooter } from "./MessageFooter";
import { MessageText } from "./MessageText";
import { OwnMessageMenu } from "./OwnMessageMenu";

export interface MessageBubbleProps {
  row: MessageRow;
  first: boolean;
  last: boolean;
  mine: boolean;
  /** The contact's name as the header shows it; a visitor without a name has none in their messages. */
  contactName: string;
  delivery: Delivery;
  /** Colleagues who have read up to here. */
  readers: readonly string[] | undefined;
  /** Whether its text is being written anew. */
  editing: boolean;
  actions: MessageActions;
}

/** What can be done with messages; the same object for all of them. */
export interface MessageActions {
  retry: (id: string) => void;
  discard: (id: string) => void;
  /** Opens the editor of this message, or closes the one that is open. */
  beginEdit: (messageId: string | undefined) => void;
  edit: (messageId: string, content: string) => void;
  remove: (messageId: string) => void;
}

/** One message. Visitors on the left, our side on the right: mine warm, a colleague's cool, a bot's dashed. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { row, first, last, mine, contactName, editing, actions } = props;
  const { id, content } = row;
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
  const settled = row.deletedAt === undefined && row.change?.state !== "sending";
  return (
    <article
      aria-label={label}
      className={`group flex items-end gap-2 ${first ? "mt-3" : "mt-0.5"} ${theirs ? "pr-8 sm:pr-16" : "justify-end pl-8 sm:pl-16"}`}
    >
      {theirs && (
        <span className="w-7 shrink-0 self-end">
          {last && <Avatar id={row.sender.id} name={row.sender.name} size="small" />}
        </span>
      )}
      {mine && id !== undefined && settled && !editing && (
        <span className="self-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:opacity-100">
          <OwnMessageMenu
            onEdit={() => actions.beginEdit(id)}
            onDelete={() => actions.remove(id)}
          />
        </span>
      )}
      <div
        className={`flex max-w-160 min-w-0 flex-col ${theirs ? "items-start" : "items-end"} ${editing ? "w-full" : ""}`}
      >
        {first && !mine && !theirs && (
          <p className="mb-1 flex items-center gap-1 px-1 text-xs font-semibold text-ink-soft">
            {kind === "bot" && <Icon name="bot" className="size-3.5" />}
            {author}
            {kind === "bot" && row.sender.name !== undefined && (
              <span className="font-normal text-ink-faint">bot</span>
            )}
          </p>
        )}
        {editing && id !== undefined ? (
          <MessageEditor
            // One that failed goes on from what was written.
            content={row.change?.content ?? content}
            onSave={(next) => {
              actions.edit(id, next);
              actions.beginEdit(undefined);
            }}
            onCancel={() => actions.beginEdit(undefined)}
          />
        ) : (
          <div
            title={fullTime(row.sentAt)}
            className={`max-w-full rounded-2xl px-3.5 py-2 text-[15px] leading-[1.45] ${ground(props)} ${corners(props)}`}
          >
            <Body row={row} />
          </div>
        )}
        <MessageFooter
          row={row}
          last={last}
          delivery={mine ? props.delivery : undefined}
          readers={props.readers}
          onRetry={actions.retry}
          onDiscard={actions.discard}
        />
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
  const waiting = row.state === "sending" || row.change?.state === "sending" ? "opacity-65" : "";
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

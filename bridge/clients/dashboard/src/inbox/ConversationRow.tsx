import type { Conversation } from "@campfire/client";
import { memo } from "react";

import { conversationHref } from "../app/route";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Icon } from "../ui/Icon";
import { RelativeTime } from "../ui/RelativeTime";
import { contactName, countBadge, previewOf, PRIORITY, shownTags, STATUS } from "./describe";

interface ConversationRowProps {
  conversation: Conversation;
  /** The agent who looks at the list. */
  ownId: string;
  open: boolean;
  /** Whether Tab reaches this row; in a list only one does, the arrow keys reach the others. */
  tabStop: boolean;
  onFocus: (id: string) => void;
}

export const ConversationRow = memo(function ConversationRow({
  conversation,
  ownId,
  open,
  tabStop,
  onFocus,
}: ConversationRowProps) {
  const { id, number, subject, contact, lastMessage, assignee, unread = 0 } = conversation;
  const name = contactName(conversation);
  const preview = previewOf(conversation);
  const priority = PRIORITY[conversation.priority ?? "normal"];
  const status = STATUS[conversation.status];
  const tags = shownTags(conversation.tags);
  const bold = unread > 0;
  // A visitor without a name is called by the number, which need not be said twice.
  const named = contact?.name !== undefined;

  return (
    <a
      href={conversationHref(id)}
      data-conversation={id}
      aria-current={open ? "page" : undefined}
      tabIndex={tabStop ? 0 : -1}
      onFocus={() => onFocus(id)}
      className={`relative flex gap-3 border-b border-line px-4 py-2.5 -outline-offset-2 transition-colors ${
        open
          ? "bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-1 before:bg-accent"
          : "hover:bg-sunken"
      }`}
    >
      <Avatar id={contact?.id ?? id} name={contact?.name} online={contact?.isOnline === true} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={`truncate text-sm ${bold ? "font-bold" : "font-semibold"}`}>{name}</span>
          <RelativeTime
            at={lastMessage?.sentAt ?? conversation.updatedAt}
            className={`ml-auto shrink-0 text-xs tabular-nums ${bold ? "font-semibold text-accent-strong" : "text-ink-faint"}`}
          />
        </span>
        <span className="flex items-baseline gap-1.5 text-[13px] leading-5 text-ink-soft">
          {named && <span className="shrink-0 text-ink-faint tabular-nums">#{number}</span>}
          <span className={`truncate ${subject === undefined ? "text-ink-faint" : ""}`}>
            {subject ?? "No subject"}
          </span>
        </span>
        <span className="flex items-center gap-2">
          <span
            className={`min-w-0 flex-1 truncate text-[13px] leading-5 ${bold ? "text-ink" : "text-ink-soft"} ${preview.muted ? "italic" : ""}`}
          >
            {preview.author !== undefined && (
              <span className="font-medium text-ink-faint">{preview.author}: </span>
            )}
            {preview.text}
          </span>
          {bold && (
            <span className="inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 text-[11px] font-bold text-on-accent tabular-nums">
              {countBadge(unread)}
              <span className="sr-only"> unread</span>
            </span>
          )}
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-1">
          <Badge tone={status.tone}>{status.label}</Badge>
          {priority !== undefined && (
            <Badge tone={priority.tone}>
              <Icon name={priority.icon} className="size-3" />
              {priority.label}
              <span className="sr-only"> priority</span>
            </Badge>
          )}
          {tags.shown.map((tag) => (
            <Badge key={tag} title={tag}>
              <span className="max-w-24 truncate">{tag}</span>
            </Badge>
          ))}
          {tags.more > 0 && (
            <span className="text-[11px] text-ink-faint" title={conversation.tags?.join(", ")}>
              +{tags.more}
              <span className="sr-only"> more tags</span>
            </span>
          )}
          {assignee !== undefined && (
            <span
              className="ml-auto inline-flex min-w-0 items-center gap-1 text-[11px] text-ink-faint"
              title={`Assigned to ${assignee.name}`}
            >
              <Icon name="person" className="size-3" />
              <span className="sr-only">Assigned to </span>
              <span className="max-w-20 truncate">
                {assignee.id === ownId ? "You" : assignee.name.split(" ")[0]}
              </span>
            </span>
          )}
        </span>
      </span>
    </a>
  );
});

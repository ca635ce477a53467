import type { Conversation, ConversationChanges } from "@campfire/client";
import { useCallback } from "react";

import { INBOX_HREF } from "../app/route";
import { SubjectField } from "../handling/SubjectField";
import { CHANNEL, contactName, STATUS } from "../inbox/describe";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Icon } from "../ui/Icon";
import { upcoming } from "../ui/time";
import { useClock } from "../ui/useClock";

export const PANEL_HEADING_ID = "panel-heading";

interface PanelHeaderProps {
  conversation: Conversation;
  update: (changes: ConversationChanges) => void;
}

export function PanelHeader({ conversation, update }: PanelHeaderProps) {
  const { id, number, contact } = conversation;
  const status = STATUS[conversation.status];
  const channel = CHANNEL[conversation.channel];

  return (
    <header className="flex items-start gap-3 border-b border-line bg-surface px-4 py-3 sm:px-6">
      <BackLink />
      <Avatar id={contact?.id ?? id} name={contact?.name} online={contact?.isOnline === true} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <h2
            id={PANEL_HEADING_ID}
            tabIndex={-1}
            className="truncate text-base leading-6 font-bold tracking-tight outline-none"
          >
            {contactName(conversation)}
          </h2>
          {contact?.verified === true && (
            <span title="Identity confirmed by your website" className="text-good">
              <Icon name="verified" className="size-4" />
              <span className="sr-only">Identity confirmed by your website</span>
            </span>
          )}
          {contact?.name !== undefined && (
            <span className="text-sm text-ink-faint tabular-nums">#{number}</span>
          )}
        </div>
        <SubjectField conversation={conversation} update={update} />
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
          <Badge tone={status.tone}>
            {status.label}
            {conversation.snoozedUntil !== undefined && <Until at={conversation.snoozedUntil} />}
          </Badge>
          <span className="inline-flex items-center gap-1">
            <Icon name={channel.icon} className="size-3.5 text-ink-faint" />
            <span className="sr-only">Channel: </span>
            {channel.label}
          </span>
          {contact?.email !== undefined && (
            <a
              href={`mailto:${encodeURIComponent(contact.email).replace("%40", "@")}`}
              className="inline-flex min-w-0 items-center gap-1 hover:underline"
            >
              <Icon name="email" className="size-3.5 text-ink-faint" />
              <span className="truncate">{contact.email}</span>
            </a>
          )}
        </div>
      </div>
    </header>
  );
}

/** To the list, on screens that show either the list or the conversation. */
export function BackLink() {
  return (
    <a
      href={INBOX_HREF}
      aria-label="Back to the list"
      className="-ml-2 flex size-10 shrink-0 items-center justify-center rounded-lg text-ink-soft hover:bg-sunken lg:hidden"
    >
      <Icon name="back" />
    </a>
  );
}

function Until({ at }: { at: string }) {
  const text = useClock(useCallback((now: number) => upcoming(at, now), [at]));
  return <span>until {text}</span>;
}

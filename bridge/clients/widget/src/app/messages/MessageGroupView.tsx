import type { MessageRow } from "@campfire/client";
import { isOwn } from "../visit/unreadCount";
import { messageProblemWords } from "../words/problemWords";
import { timeOfDay } from "../words/moments";
import type { MessageGroup } from "./groupRows";
import { MessageText } from "./MessageText";

interface MessageGroupViewProps {
  group: MessageGroup;
  /** Who answers where the answer bears no name. */
  organizationName: string;
  /** Whether "Sent" stands under it: only under the visitor's last message. */
  isLast: boolean;
  onRetry: (clientMessageId: string) => void;
  onDiscard: (clientMessageId: string) => void;
}

export function MessageGroupView(props: MessageGroupViewProps) {
  const { group, organizationName, isLast, onRetry, onDiscard } = props;
  const first = group.rows[0];
  const last = group.rows.at(-1) ?? first;
  const own = isOwn(first);
  if (first.sender.kind === "system") {
    return (
      <div class="group system">
        {group.rows.map((row) => (
          <p key={row.key}>{row.content}</p>
        ))}
      </div>
    );
  }
  const author = first.sender.name ?? organizationName;
  return (
    <div class={own ? "group own" : "group theirs"}>
      <p class={own ? "unseen" : "author"}>{own ? "You" : author}</p>
      {group.rows.map((row) => (
        <Bubble key={row.key} row={row} onRetry={onRetry} onDiscard={onDiscard} />
      ))}
      <p class="meta" aria-live="off">
        {last.state === "sent" && <time dateTime={last.sentAt}>{timeOfDay(last.sentAt)}</time>}
        {own && last.state === "sending" && "Sending…"}
        {own && last.state === "sent" && isLast && " · Sent"}
      </p>
    </div>
  );
}

interface BubbleProps {
  row: MessageRow;
  onRetry: (clientMessageId: string) => void;
  onDiscard: (clientMessageId: string) => void;
}

function Bubble({ row, onRetry, onDiscard }: BubbleProps) {
  if (row.deletedAt !== undefined) return <p class="bubble deleted">Message deleted</p>;
  return (
    <>
      <p class={`bubble ${row.state}`} dir="auto">
        <MessageText text={row.content} />
        {row.editedAt !== undefined && <span class="edited"> (edited)</span>}
      </p>
      {row.state === "failed" && (
        <p class="failure" role="alert">
          {messageProblemWords(row.problem)}{" "}
          <span class="choices">
            <button type="button" class="link" onClick={() => onRetry(row.clientMessageId)}>
              Try again
            </button>{" "}
            <button type="button" class="link" onClick={() => onDiscard(row.clientMessageId)}>
              Discard
            </button>
          </span>
        </p>
      )}
    </>
  );
}

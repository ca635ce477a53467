import { deliveryOf, type Delivery, type MessageRow, type Receipt } from "@campfire/client";
import { isOwn } from "../visit/unreadCount";
import { messageProblemWords } from "../words/problemWords";
import { timeOfDay } from "../words/moments";
import type { MessageGroup } from "./groupRows";
import type { MessageActions } from "./MessageActions";
import { MessageText } from "./MessageText";
import { OwnBubbleTools } from "./OwnBubbleTools";

interface MessageGroupViewProps {
  group: MessageGroup;
  /** Who answers where the answer bears no name. */
  organizationName: string;
  /** Whether it is said how far it has come: only under the visitor's last message. */
  isLast: boolean;
  receipts: readonly Receipt[];
  actions: MessageActions;
}

const TICKS: Readonly<Record<Delivery, { mark: string; words: string }>> = {
  sending: { mark: "", words: "Sending…" },
  sent: { mark: " · ✓", words: "Sent" },
  delivered: { mark: " · ✓✓", words: "Delivered" },
  read: { mark: " · ✓✓", words: "Read" },
  failed: { mark: "", words: "" },
};

export function MessageGroupView(props: MessageGroupViewProps) {
  const { group, organizationName, isLast, receipts, actions } = props;
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
        <Bubble key={row.key} row={row} own={own} actions={actions} />
      ))}
      <p class="meta" aria-live="off">
        {last.state === "sent" && <time dateTime={last.sentAt}>{timeOfDay(last.sentAt)}</time>}
        {own && last.deletedAt === undefined && (isLast || last.state === "sending") && (
          <Ticks row={last} receipts={receipts} />
        )}
      </p>
    </div>
  );
}

function Ticks({ row, receipts }: { row: MessageRow; receipts: readonly Receipt[] }) {
  const delivery = deliveryOf(row, receipts);
  const { mark, words } = TICKS[delivery];
  return (
    <span class={delivery === "read" ? "read" : undefined}>
      <span aria-hidden="true">{mark}</span> {words}
    </span>
  );
}

interface BubbleProps {
  row: MessageRow;
  own: boolean;
  actions: MessageActions;
}

function Bubble({ row, own, actions }: BubbleProps) {
  const { change } = row;
  if (row.deletedAt !== undefined) {
    return (
      <p class="bubble deleted" data-seq={row.seq}>
        Message deleted
      </p>
    );
  }
  return (
    <>
      <p
        class={`bubble ${change?.state === "sending" ? "sending" : row.state}`}
        dir="auto"
        data-seq={row.seq}
      >
        <MessageText text={row.content} />
        {row.editedAt !== undefined && <span class="edited"> (edited)</span>}
      </p>
      {change?.state === "sending" && (
        <p class="tools asking">{change.kind === "edit" ? "Saving…" : "Deleting…"}</p>
      )}
      {own && row.id !== undefined && change?.state !== "sending" && (
        <OwnBubbleTools row={{ ...row, id: row.id }} actions={actions} />
      )}
      {row.state === "failed" && (
        <Failure
          words={messageProblemWords(row.problem)}
          id={row.clientMessageId}
          actions={actions}
        />
      )}
      {change?.state === "failed" && (
        <Failure
          words={change.kind === "edit" ? "The edit was not saved." : "It was not deleted."}
          id={change.id}
          actions={actions}
        />
      )}
    </>
  );
}

interface FailureProps {
  words: string;
  id: string;
  actions: MessageActions;
}

function Failure({ words, id, actions }: FailureProps) {
  return (
    <p class="failure" role="alert">
      {words}{" "}
      <span class="choices">
        <button type="button" class="link" onClick={() => actions.retry(id)}>
          Try again
        </button>{" "}
        <button type="button" class="link" onClick={() => actions.discard(id)}>
          Discard
        </button>
      </span>
    </p>
  );
}

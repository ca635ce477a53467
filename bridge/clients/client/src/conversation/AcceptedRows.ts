import type { Message } from "../generated/contract";
import type { ConversationData } from "./conversationReducer";
import { acceptedRow, type UnansweredRow } from "./messageRows";

/** What the server has accepted and the data does not have yet: shown as sent until it does. */
export class AcceptedRows {
  readonly #sent = new Map<string, { seq: number; row: UnansweredRow }>();
  readonly #changed = new Map<number, Message>();

  /** Messages that were sent. */
  get sent(): UnansweredRow[] {
    return [...this.#sent.values()].map(({ row }) => row);
  }

  /** Messages that were edited or deleted, by `seq`. */
  get changed(): ReadonlyMap<number, Message> {
    return this.#changed;
  }

  addSent(message: Message): void {
    const row = acceptedRow(message);
    this.#sent.set(message.clientMessageId, { seq: message.seq, row });
  }

  /** The message with which a conversation was opened. */
  addFirst(row: UnansweredRow): void {
    this.#sent.set(row.clientMessageId, { seq: 1, row: { ...row, state: "sent" } });
  }

  addChanged(message: Message): void {
    this.#changed.set(message.seq, message);
  }

  /** Lets go of what the data has by now. */
  settle({ messages, floor }: ConversationData): void {
    for (const [seq, { changeSeq }] of this.#changed) {
      const held = messages.get(seq);
      if (!held || held.changeSeq >= changeSeq) this.#changed.delete(seq);
    }
    if (this.#sent.size === 0) return;
    for (const { clientMessageId } of messages.values()) this.#sent.delete(clientMessageId);
    for (const [clientMessageId, { seq }] of this.#sent) {
      // So much has come since that its place is on an older page.
      if (seq < floor) this.#sent.delete(clientMessageId);
    }
  }

  clear(): void {
    this.#sent.clear();
    this.#changed.clear();
  }
}

import type { ConversationState, ConversationStore, MessageRow, Sender } from "@campfire/client";
import { FakeReadable } from "./FakeReadable";
import { conversationOf } from "./samples";

/** A conversation whose fate a test or a fixture decides. */
export class FakeConversation extends FakeReadable<ConversationState> implements ConversationStore {
  readonly id: string;
  readonly sent: string[] = [];
  readonly retried: string[] = [];
  readonly discarded: string[] = [];
  readonly edited: Array<[messageId: string, content: string]> = [];
  readonly deleted: string[] = [];
  /** Keys that were told, and that typing was left. */
  readonly typed: boolean[] = [];
  readSeq = 0;
  retainCount = 0;
  olderCount = 0;
  older: () => Promise<void> = () => Promise.resolve();
  #rowCount = 0;

  constructor(id: string) {
    super({
      phase: "loading",
      rows: [],
      hasOlder: false,
      loadingOlder: false,
      typists: [],
      receipts: [],
    });
    this.id = id;
  }

  retain(): () => void {
    this.retainCount++;
    return () => this.retainCount--;
  }

  send(content: string): string {
    this.sent.push(content);
    return this.addOwn(content);
  }

  retry(clientMessageId: string): void {
    this.retried.push(clientMessageId);
    this.change(clientMessageId, { state: "sending" });
  }

  discard(clientMessageId: string): void {
    this.discarded.push(clientMessageId);
    const rows = this.get().rows.filter((row) => row.clientMessageId !== clientMessageId);
    this.set({ ...this.get(), rows });
  }

  edit(messageId: string, content: string): void {
    this.edited.push([messageId, content]);
  }

  delete(messageId: string): void {
    this.deleted.push(messageId);
  }

  typing(): void {
    this.typed.push(true);
  }

  stopTyping(): void {
    this.typed.push(false);
  }

  markRead(seq: number): void {
    this.readSeq = seq;
    this.become({ ownReadSeq: seq });
  }

  loadOlder(): Promise<void> {
    this.olderCount++;
    return this.older();
  }

  update(): Promise<void> {
    return Promise.reject(new Error("not faked: contacts update no conversation"));
  }

  /** What the test says of it. */
  become(changes: Partial<ConversationState>): void {
    this.set({ ...this.get(), ...changes });
  }

  /** The server has it, with these rows. */
  ready(rows: MessageRow[] = []): void {
    this.#rowCount = rows.length;
    this.become({ phase: "ready", conversation: conversationOf(this.id), rows, ownReadSeq: 0 });
  }

  /** An optimistic row, as `send` and `open` make it; returns its id. */
  addOwn(content: string): string {
    return this.#add(content, { id: "contact-1", kind: "contact" }, "sending");
  }

  /** Somebody else's message arrives. */
  receive(content: string, name: string | undefined = "Ada"): void {
    const sender: Sender = { id: "agent-1", kind: "agent", ...(name ? { name } : {}) };
    this.#add(content, sender, "sent");
  }

  change(clientMessageId: string, changes: Partial<MessageRow>): void {
    const rows = this.get().rows.map((row) =>
      row.clientMessageId === clientMessageId ? { ...row, ...changes } : row,
    );
    this.set({ ...this.get(), rows });
  }

  #add(content: string, sender: Sender, state: MessageRow["state"]): string {
    const seq = ++this.#rowCount;
    const key = `${this.id}-${seq}`;
    const row: MessageRow = {
      key,
      clientMessageId: key,
      content,
      sender,
      state,
      sentAt: new Date().toISOString(),
      ...(state === "sent" ? { seq, id: `id-${key}` } : {}),
    };
    this.become({ rows: [...this.get().rows, row] });
    return key;
  }
}

import type {
  Conversation,
  ConversationChanges,
  ConversationState,
  ConversationStore,
  MessageChange,
  MessageRow,
} from "@campfire/client";

import { FakeReadable } from "./FakeReadable";

const PAGE = 50;

/** A conversation in memory. `page` holds the rows that are loaded, `older` what scrolling back brings. */
export class FakeConversationStore
  extends FakeReadable<ConversationState>
  implements ConversationStore
{
  retained = 0;
  readonly sent: string[] = [];
  readonly retried: string[] = [];
  /** Keys that were told, and that typing was left. */
  readonly typed: boolean[] = [];
  readSeq = 0;
  readonly updates: ConversationChanges[] = [];
  /** Makes the next update fail. */
  updateFailure: Error | undefined;
  private older: MessageRow[];
  private count = 0;

  constructor(
    conversation: Conversation,
    history: readonly MessageRow[],
    private readonly me: { id: string; name: string },
    /** How long the pretended server takes; undefined: it never answers. */
    private readonly answerMs: number | undefined,
  ) {
    super({
      phase: "ready",
      conversation,
      rows: history.slice(-PAGE),
      hasOlder: history.length > PAGE,
      loadingOlder: false,
      typists: [],
      receipts: [],
    });
    this.older = history.slice(0, -PAGE);
  }

  patch(change: Partial<ConversationState>): void {
    this.set({ ...this.get(), ...change });
  }

  retain(): () => void {
    this.retained++;
    return () => {
      this.retained--;
    };
  }

  send(content: string): string {
    const clientMessageId = `00000000-0000-4000-8000-${String(++this.count).padStart(12, "0")}`;
    this.sent.push(content);
    this.append({
      key: clientMessageId,
      clientMessageId,
      content,
      sender: { ...this.me, kind: "agent" },
      sentAt: new Date().toISOString(),
      state: "sending",
    });
    this.answerLater(clientMessageId);
    return clientMessageId;
  }

  retry(clientMessageId: string): void {
    this.retried.push(clientMessageId);
    this.change(clientMessageId, ({ key, content, sender, sentAt }) => ({
      key,
      clientMessageId,
      content,
      sender,
      sentAt,
      state: "sending",
    }));
    this.answerLater(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.patch({ rows: this.get().rows.filter((row) => row.clientMessageId !== clientMessageId) });
  }

  edit(messageId: string, content: string): void {
    this.changeMessage(messageId, { content }, { id: `edit-${messageId}`, kind: "edit", content });
  }

  delete(messageId: string): void {
    this.changeMessage(messageId, { content: "" }, { id: `delete-${messageId}`, kind: "delete" });
  }

  update(changes: ConversationChanges): Promise<void> {
    this.updates.push(changes);
    const failure = this.updateFailure;
    this.updateFailure = undefined;
    if (failure !== undefined) return Promise.reject(failure);
    const { conversation } = this.get();
    if (conversation === undefined) return Promise.resolve();
    const { assigneeId, ...rest } = changes;
    const { assignee, ...unassigned } = { ...conversation, ...rest };
    const name = assigneeId === this.me.id ? this.me.name : "Grace Okafor";
    const next =
      assigneeId === undefined
        ? assignee
        : assigneeId === null
          ? undefined
          : { id: assigneeId, name };
    this.patch({
      conversation: { ...unassigned, ...(next === undefined ? {} : { assignee: next }) },
    });
    return Promise.resolve();
  }

  typing(): void {
    this.typed.push(true);
  }

  stopTyping(): void {
    this.typed.push(false);
  }

  markRead(seq: number): void {
    this.readSeq = seq;
  }

  loadOlder(): Promise<void> {
    this.patch({ loadingOlder: true });
    return new Promise((loaded) => {
      setTimeout(() => {
        const page = this.older.slice(-PAGE);
        this.older = this.older.slice(0, -PAGE);
        const rows = [...page, ...this.get().rows];
        this.patch({ rows, loadingOlder: false, hasOlder: this.older.length > 0 });
        loaded();
      }, this.answerMs ?? 0);
    });
  }

  /** Somebody else wrote. */
  receive(row: Omit<MessageRow, "seq">): void {
    this.append({ ...row, seq: this.nextSeq() });
  }

  private append(row: MessageRow): void {
    this.patch({ rows: [...this.get().rows, row] });
  }

  private change(clientMessageId: string, update: (row: MessageRow) => MessageRow): void {
    const rows = this.get().rows.map((row) =>
      row.clientMessageId === clientMessageId ? update(row) : row,
    );
    this.patch({ rows });
  }

  private changeMessage(
    messageId: string,
    after: Pick<MessageRow, "content">,
    change: Omit<MessageChange, "state">,
  ): void {
    const now = new Date().toISOString();
    const id = this.get().rows.find((row) => row.id === messageId)?.clientMessageId ?? "";
    this.change(id, (row) => ({
      ...row,
      ...(change.kind === "edit" ? after : {}),
      change: { ...change, state: "sending" },
    }));
    if (this.answerMs === undefined) return;
    setTimeout(() => {
      this.change(id, ({ change: _, ...row }) => ({
        ...row,
        ...after,
        ...(change.kind === "edit" ? { editedAt: now } : { deletedAt: now }),
      }));
    }, this.answerMs);
  }

  private answerLater(clientMessageId: string): void {
    if (this.answerMs === undefined) return;
    setTimeout(() => {
      const seq = this.nextSeq();
      this.change(clientMessageId, (row) => ({ ...row, state: "sent", seq }));
    }, this.answerMs);
  }

  private nextSeq(): number {
    return 1 + Math.max(0, ...this.get().rows.map((row) => row.seq ?? 0));
  }
}

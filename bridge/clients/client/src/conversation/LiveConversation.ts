import type {
  CallerView,
  ConversationChanges,
  ConversationState,
  ConversationStore,
  FeedEvent,
} from "../api";
import type { Backend, LiveStore } from "../Backend";
import { CatchUp } from "../CatchUp";
import type { TimerHandle } from "../clock";
import { conversationFeed, listFeed, typingFeed } from "../feeds/addresses";
import type { Problem } from "../generated/contract";
import { newId } from "../newId";
import type { Accepted } from "../outbox/OutboxTabs";
import type { OutboxEntry } from "../outbox/OutboxStorage";
import { toProblem, unavailable } from "../problems";
import { Signal } from "../Signal";
import { AcceptedRows } from "./AcceptedRows";
import {
  conversationReducer,
  isBehind,
  lacksDetails,
  NOTHING_KNOWN,
  type ConversationAction,
  type ConversationData,
} from "./conversationReducer";
import { messageRows, unansweredRow, type UnansweredRow } from "./messageRows";
import { ReadMarks } from "./ReadMarks";
import { TypingSignal } from "./TypingSignal";
import { Typists } from "./Typists";

const PAGE_SIZE = 50;
const SYNC_SIZE = 200;
/** Frames that overtook each other sort themselves out within this; a lost one is asked for. */
const GAP_PATIENCE_MS = 250;
/** What agents see comes by their list's feed, at most twice a second; what does not is asked for. */
const DETAILS_PATIENCE_MS = 1_500;
/** Being further behind than this, the newest page is sooner there than everything missed. */
const RELOAD_BEYOND_CHANGES = 1_000;

/** A conversation kept as the server has it, with what is still to be sent at its end. */
export class LiveConversation implements ConversationStore, LiveStore {
  readonly #id: string;
  readonly #backend: Backend;
  readonly #state = new Signal<ConversationState>({
    phase: "loading",
    rows: [],
    hasOlder: false,
    loadingOlder: false,
    typists: [],
    receipts: [],
  });
  readonly #catchUp: CatchUp;
  readonly #accepted = new AcceptedRows();
  readonly #typing: TypingSignal;
  readonly #typists: Typists;
  readonly #marks: ReadMarks;
  readonly #updates = new Set<ConversationChanges>();
  #data: ConversationData = NOTHING_KNOWN;
  #life = "";
  #retainCount = 0;
  #isJoined = false;
  /** What takes no number (who has read, who is online) may have changed while nobody listened. */
  #isStale = false;
  #loadingOlder = false;
  #missing: Problem | undefined;
  #problem: Problem | undefined;
  #gapTimer: TimerHandle | undefined;
  #detailsTimer: TimerHandle | undefined;
  #unlisten: (() => void) | undefined;

  constructor(id: string, backend: Backend) {
    this.#id = id;
    this.#backend = backend;
    this.#catchUp = new CatchUp(backend, {
      isBehind: () => this.#isStale || isBehind(this.#data),
      step: (isCurrent) => this.#ask(isCurrent),
      failed: (problem) => this.#askFailed(problem),
      changed: () => this.#show(),
    });
    const changed = (): void => this.#show();
    this.#typing = new TypingSignal(id, backend);
    this.#typists = new Typists(backend.clock, changed);
    this.#marks = new ReadMarks(id, backend, changed);
    this.#show();
  }

  get id(): string {
    return this.#id;
  }

  get isRetained(): boolean {
    return this.#retainCount > 0;
  }

  get(): ConversationState {
    return this.#state.get();
  }

  subscribe(listener: (value: ConversationState) => void): () => void {
    return this.#state.subscribe(listener);
  }

  retain(): () => void {
    if (++this.#retainCount === 1) {
      this.#backend.retained.add(this);
      this.#join();
    }
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      if (--this.#retainCount > 0) return;
      this.#backend.retained.delete(this);
      this.#leave();
    };
  }

  send(content: string): string {
    const clientMessageId = newId();
    this.#typing.stop();
    this.#backend.outbox.send({ conversationId: this.#id, clientMessageId, content });
    return clientMessageId;
  }

  edit(messageId: string, content: string): void {
    const body = { conversationId: this.#id, messageId, content };
    this.#backend.outbox.change({ address: "messaging.edit", body });
  }

  delete(messageId: string): void {
    const body = { conversationId: this.#id, messageId };
    this.#backend.outbox.change({ address: "messaging.delete", body });
  }

  retry(id: string): void {
    this.#backend.outbox.retry(id);
  }

  discard(id: string): void {
    this.#backend.outbox.discard(id);
  }

  async update(changes: ConversationChanges): Promise<void> {
    this.#updates.add(changes);
    this.#show();
    try {
      const body = { conversationId: this.#id, ...changes };
      const conversation = await this.#backend.connection.request("messaging.update", body);
      this.#reduce({ type: "read", conversation });
    } finally {
      this.#updates.delete(changes);
      this.#show();
    }
  }

  typing(): void {
    this.#typing.key();
  }

  stopTyping(): void {
    this.#typing.stop();
  }

  markRead(seq: number): void {
    this.#marks.mark("read", Math.min(seq, this.#data.conversation?.lastSeq ?? 0));
  }

  async loadOlder(): Promise<void> {
    const { changeSeq, window, floor: beforeSeq, hasOlder } = this.#data;
    if (changeSeq === undefined || !hasOlder || this.#loadingOlder) return;
    this.#loadingOlder = true;
    this.#show();
    try {
      const history = await this.#backend.connection.request("messaging.history", {
        conversationId: this.#id,
        beforeSeq,
        limit: PAGE_SIZE,
      });
      this.#problem = undefined;
      this.#reduce({ type: "older", window, beforeSeq, history });
    } catch (error) {
      this.#problem = toProblem(error);
    } finally {
      this.#loadingOlder = false;
      this.#show();
    }
  }

  up(): void {
    this.#forgetOtherLife();
    this.#missing = this.#problem = undefined;
    if (this.isRetained) this.#join();
    this.#show();
  }

  down(): void {
    this.#isJoined = false;
    this.#stopAsking();
    this.#show();
  }

  outboxChanged(): void {
    if (this.isRetained) this.#join(); // an opening that stood in the way may be gone
    this.#show();
  }

  outboxAccepted(accepted: Accepted): void {
    if (accepted.kind === "message") {
      const { id, message } = accepted;
      if (message.conversationId !== this.#id) return;
      if (id !== message.clientMessageId) this.#accepted.addChanged(message);
      else if (!this.#data.messages.has(message.seq)) this.#accepted.addSent(message);
      this.#reduce({ type: "accepted", message });
    } else if (accepted.conversation.id === this.#id) {
      this.#missing = undefined;
      for (const entry of this.#backend.outbox.entriesOf(this.#id)) {
        if (entry.id === accepted.id) this.#keepFirstMessage(entry);
      }
    }
  }

  #keepFirstMessage(entry: OutboxEntry): void {
    const [row] = this.#unanswered([entry]);
    if (row) this.#accepted.addFirst(row);
  }

  #join(): void {
    const { caller } = this.#backend.connection;
    // Before it is opened there is nothing to join; `outboxChanged` comes back here.
    if (!caller || this.#missing || this.#isToBeOpened()) return;
    this.#forgetOtherLife();
    if (!this.#isJoined) this.#catchUp.expect();
    this.#unlisten ??= this.#listen(caller);
  }

  #listen(caller: CallerView): () => void {
    const { feeds } = this.#backend;
    const leaving = [
      feeds.listen(
        conversationFeed(caller.org, this.#id),
        (event) => this.#onEvent(event),
        (problem) => this.#onRefused(problem),
      ),
      feeds.listen(typingFeed(caller.org, this.#id), (event) => this.#onTyping(event, caller.id)),
    ];
    if (caller.role !== "contact") {
      // The conversation's own feed leaves out what its contact may not see.
      leaving.push(feeds.listen(listFeed(caller), (event) => this.#onListEvent(event)));
    }
    return () => {
      for (const leave of leaving) leave();
    };
  }

  #leave(): void {
    this.#isJoined = false;
    this.#stopAsking();
    this.#unlisten?.();
    this.#unlisten = undefined;
    this.#show();
  }

  #stopAsking(): void {
    this.#backend.clock.clearTimeout(this.#gapTimer ?? 0);
    this.#backend.clock.clearTimeout(this.#detailsTimer ?? 0);
    this.#gapTimer = this.#detailsTimer = undefined;
    this.#catchUp.cancel();
    this.#typists.clear();
    this.#marks.down();
  }

  /** What is held is another caller's, or of a database that is no more. */
  #forgetOtherLife(): void {
    const { life } = this.#backend.connection;
    if (this.#life === life) return;
    const wasKnown = this.#life !== "";
    this.#life = life;
    if (!wasKnown) return;
    this.#leave();
    this.#startOver();
    this.#accepted.clear();
    this.#marks.clear();
    this.#show();
  }

  /** In a window of its own, so that late answers to older questions find no place. */
  #startOver(): void {
    this.#data = { ...NOTHING_KNOWN, window: this.#data.window + 1 };
  }

  #isToBeOpened(): boolean {
    return this.#backend.outbox
      .entriesOf(this.#id)
      .some(({ command }) => command.address === "messaging.open");
  }

  #onTyping(event: FeedEvent, ownId: string): void {
    if (event.type !== "typing.changed") return;
    this.#typists.heard(event.typists, ownId, this.#backend.connection.typing.expireMs);
  }

  #onEvent(event: FeedEvent): void {
    if (event.type === "receipt.advanced") return this.#marks.merge([event.receipt]);
    if (event.type === "message.sent") this.#typists.wrote(event.message.sender.id);
    if (event.type === "feed.joined" && !this.#isJoined) {
      this.#isJoined = this.#isStale = true;
      void this.#marks.load();
    }
    this.#reduce({ type: "event", event });
    if (event.type === "feed.joined") this.#catchUp.run();
  }

  #onListEvent(event: FeedEvent): void {
    if (!("conversation" in event) || event.conversation.id !== this.#id) return;
    this.#reduce({ type: "read", conversation: event.conversation });
  }

  #onRefused(problem: Problem): void {
    this.#missing = problem;
    this.#leave();
  }

  #askSoon(): void {
    this.#gapTimer ??= this.#backend.clock.setTimeout(() => {
      this.#gapTimer = undefined;
      this.#catchUp.run();
    }, GAP_PATIENCE_MS);
  }

  #reduce(action: ConversationAction): void {
    const before = this.#data.messages;
    this.#data = conversationReducer(this.#data, action);
    if (this.#data.messages !== before) {
      this.#settleSent();
      this.#marks.mark("delivered", this.#lastOfOthers());
    }
    if (this.#isJoined && isBehind(this.#data)) this.#askSoon();
    if (this.#isJoined && lacksDetails(this.#data)) this.#askForDetails();
    this.#show();
  }

  #askForDetails(): void {
    const { clock, connection } = this.#backend;
    this.#detailsTimer ??= clock.setTimeout(() => {
      this.#detailsTimer = undefined;
      if (!lacksDetails(this.#data)) return;
      const again = (): void => {
        if (this.#isJoined && lacksDetails(this.#data)) this.#askForDetails();
      };
      connection
        .request("messaging.get", { conversationId: this.#id })
        .then((conversation) => this.#reduce({ type: "read", conversation }))
        .catch(again);
    }, DETAILS_PATIENCE_MS);
  }

  #lastOfOthers(): number {
    const ownId = this.#backend.connection.caller?.id;
    const others = [...this.#data.messages.values()].filter(({ sender }) => sender.id !== ownId);
    return Math.max(0, ...others.map(({ seq }) => seq));
  }

  /** What has arrived as a message needs neither its place in the outbox nor its optimistic row. */
  #settleSent(): void {
    const { outbox } = this.#backend;
    this.#accepted.settle(this.#data);
    if (outbox.entriesOf(this.#id).length === 0) return;
    for (const message of this.#data.messages.values()) outbox.seen(message);
  }

  async #ask(isCurrent: () => boolean): Promise<void> {
    const { changeSeq, head } = this.#data;
    if (changeSeq === undefined || head - changeSeq > RELOAD_BEYOND_CHANGES) {
      await this.#load(isCurrent);
    } else {
      await this.#sync(changeSeq, isCurrent);
    }
  }

  /** The position first (the head that was announced), then the data: overlap, but no hole. */
  async #load(isCurrent: () => boolean): Promise<void> {
    const { connection } = this.#backend;
    const request = { conversationId: this.#id };
    const announced = this.#data.head;
    const reading = connection.request("messaging.get", request);
    if (announced === 0) await reading;
    const [conversation, history] = await Promise.all([
      reading,
      connection.request("messaging.history", { ...request, limit: PAGE_SIZE }),
    ]);
    if (!isCurrent()) return;
    this.#problem = undefined;
    this.#isStale = false;
    const changeSeq = announced === 0 ? conversation.changeSeq : announced;
    this.#reduce({ type: "loaded", changeSeq, conversation, history });
  }

  async #sync(afterChange: number, isCurrent: () => boolean): Promise<void> {
    const changes = await this.#backend.connection.request("messaging.sync", {
      conversationId: this.#id,
      afterChange,
      limit: SYNC_SIZE,
    });
    if (!isCurrent()) return;
    this.#problem = undefined;
    this.#isStale = false;
    this.#marks.merge(changes.receipts);
    this.#reduce({ type: "synced", afterChange, changes });
    // Announced, and not there yet (a node that lags): not worth asking without a pause.
    if (isBehind(this.#data) && this.#data.changeSeq === afterChange) {
      throw unavailable("The change is not there yet.");
    }
  }

  #askFailed(problem: Problem): boolean {
    if (problem.code === "not_found") {
      this.#onRefused(problem);
      return false;
    }
    if (problem.code === "conflict") this.#startOver(); // what is held is of an older database
    this.#problem = problem;
    this.#show();
    return true;
  }

  #unanswered(entries: OutboxEntry[]): UnansweredRow[] {
    const { caller } = this.#backend.connection.state.get();
    return entries.flatMap((entry) => unansweredRow(entry, caller) ?? []);
  }

  #show(): void {
    const { conversation, hasOlder } = this.#data;
    const entries = this.#backend.outbox.entriesOf(this.#id);
    const { sent, changed } = this.#accepted;
    const unanswered = [...sent, ...this.#unanswered(entries)];
    const problem = this.#missing ?? this.#problem;
    const { ownReadSeq } = this.#marks;
    const updating = [...this.#updates].reduce((all, one) => ({ ...all, ...one }), {});
    this.#state.set({
      phase: this.#phase(),
      ...(conversation && { conversation }),
      ...(this.#updates.size > 0 && { updating }),
      rows: messageRows(this.#data, { unanswered, changed, entries }),
      hasOlder,
      loadingOlder: this.#loadingOlder,
      typists: this.#typists.get(),
      receipts: this.#marks.get(),
      ...(ownReadSeq !== undefined && { ownReadSeq }),
      ...(problem && { problem }),
    });
  }

  #phase(): ConversationState["phase"] {
    if (this.#missing) return this.#isToBeOpened() ? "ready" : "missing";
    if (this.#data.changeSeq !== undefined) {
      return this.#isJoined && !this.#catchUp.isRunning ? "ready" : "catchingUp";
    }
    // One that is only being opened is all there: it is what stands in the outbox.
    return this.#isToBeOpened() ? "ready" : "loading";
  }
}

import type { CallerView, OpenRequest } from "../api";
import type { Clock } from "../clock";
import type {
  CommandAddress,
  Commands,
  Conversation,
  Message,
  Problem,
} from "../generated/contract";
import { newId } from "../newId";
import { ProblemError } from "../ProblemError";
import { problemOfStatus, toProblem } from "../problems";
import { tell } from "../tell";
import { Openings } from "./Openings";
import {
  isMessageChange,
  type MessageChangeCommand,
  type OutboxCommand,
  type OutboxEntry,
  type OutboxStorage,
} from "./OutboxStorage";
import type { Accepted, OutboxNews, OutboxTabs } from "./OutboxTabs";
import { Pauses } from "./Pauses";

/** What was refused and then forgotten about is not kept for ever. */
const FORGET_FAILED_AFTER_MS = 30 * 24 * 3_600_000;
/** Written before it is known who is signed in; theirs once that is known. */
const NOBODY = "";

export interface OutboxOptions {
  storage: OutboxStorage;
  tabs: OutboxTabs;
  clock: Clock;
  random: () => number;
  request: <A extends CommandAddress>(
    address: A,
    body: Commands[A]["request"],
  ) => Promise<Commands[A]["reply"]>;
}

export interface OutboxListener {
  /** Entries of this conversation came, went or failed. */
  changed?(conversationId: string): void;
  /** The server has it; comes before the `changed` by which the entry goes. */
  accepted?(accepted: Accepted): void;
}

/**
 * What is to be sent: kept until the server has answered it, sent in order within a conversation,
 * repeated with the same id until then, by one tab at a time.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #listeners = new Set<OutboxListener>();
  readonly #openings = new Openings();
  /** When an entry is stored; resolves also when that fails, and it is then `#unsaved`. */
  readonly #saving = new Map<string, Promise<unknown>>();
  readonly #unsaved = new Set<string>();
  /** Answered or discarded, although the storage may still list them. */
  readonly #gone = new Set<string>();
  /** The number of the last change made here to an entry. */
  readonly #edits = new Map<string, number>();
  #editCount = 0;
  readonly #draining = new Set<string>();
  /** Sent by this tab and not answered yet. */
  readonly #underWay = new Set<string>();
  readonly #pauses: Pauses;
  #owner = NOBODY;
  #isUp = false;
  #isLoaded = false;
  #lastOrder = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#pauses = new Pauses(options.clock, options.random);
    options.tabs.onNews((news) => this.#hear(news));
  }

  /** False until it is known what an earlier page left behind. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  listen(listener: OutboxListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Of one conversation, in the order in which they are sent. */
  entriesOf(conversationId: string): OutboxEntry[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.conversationId === conversationId)
      .sort((one, other) => one.order - other.order);
  }

  send(body: Commands["messaging.send"]["request"]): void {
    const { clientMessageId, conversationId } = body;
    this.#add(clientMessageId, conversationId, { address: "messaging.send", body });
  }

  open(body: OpenRequest): Promise<Conversation> {
    const id = body.message?.clientMessageId ?? body.id;
    const known = this.#openings.of(id);
    if (known) return known;
    const opened = this.#openings.begin(id);
    if (this.#entries.has(id)) this.retry(id);
    else this.#add(id, body.id, { address: "messaging.open", body });
    return opened;
  }

  /** The last word about a message counts: what waits or failed before it is not sent any more. */
  change(command: MessageChangeCommand): void {
    const { conversationId, messageId } = command.body;
    for (const entry of this.#changesOf(conversationId, messageId)) {
      if (!this.#underWay.has(entry.id)) this.#remove(entry);
    }
    this.#add(newId(), conversationId, command);
  }

  /** Sends a failed one again, and one that waits at once. */
  retry(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (entry.state === "failed") {
      const { problem, ...rest } = entry;
      this.#keep({ ...rest, state: "queued" });
    }
    this.#resume(entry.conversationId);
  }

  discard(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#remove(entry);
    this.#openings.reject(id, discarded());
    this.#options.tabs.tell({ type: "changed", owner: entry.owner });
  }

  /** A message that came by its event: the reply is not needed any more. */
  seen(message: Message): void {
    const entry = this.#entries.get(message.clientMessageId);
    if (entry?.command.address === "messaging.send") {
      if (entry.owner.endsWith(`:${message.sender.id}`)) this.#settled(entry);
    }
    if (message.deletedAt === undefined) return;
    for (const change of this.#changesOf(message.conversationId, message.id)) this.#settled(change);
  }

  /** Who is about to sign in: what they write is kept for them from now on, and sent once `up`. */
  expect(caller: Pick<CallerView, "org" | "id">): void {
    const owner = ownerOf(caller);
    if (owner === this.#owner) return;
    this.#belongTo(owner);
    void this.#reload();
  }

  up(caller: CallerView): void {
    this.#isUp = true;
    const owner = ownerOf(caller);
    if (owner !== this.#owner) this.#belongTo(owner);
    void this.#reload().then(() => this.#drainAll());
  }

  down(): void {
    this.#isUp = false;
    this.#pauses.endAll();
  }

  #changesOf(conversationId: string, messageId: string): OutboxEntry[] {
    return this.entriesOf(conversationId).filter(
      ({ command }) => isMessageChange(command) && command.body.messageId === messageId,
    );
  }

  #settled(entry: OutboxEntry): void {
    this.#remove(entry);
    this.#options.tabs.tell({ type: "changed", owner: entry.owner });
  }

  /** Another caller's entries stay stored, and are neither shown nor sent. */
  #belongTo(owner: string): void {
    this.#owner = owner;
    this.#isLoaded = false;
    for (const entry of [...this.#entries.values()]) {
      if (entry.owner === NOBODY) {
        this.#keep({ ...entry, owner });
      } else {
        this.#entries.delete(entry.id);
        this.#tellChanged(entry.conversationId);
      }
    }
  }

  #add(id: string, conversationId: string, command: OutboxCommand): void {
    this.#lastOrder = Math.max(this.#lastOrder + 1, this.#options.clock.now());
    const order = this.#lastOrder;
    this.#keep({ id, owner: this.#owner, conversationId, order, state: "queued", command });
    void this.#drain(conversationId);
  }

  #keep(entry: OutboxEntry): void {
    this.#entries.set(entry.id, entry);
    this.#edits.set(entry.id, ++this.#editCount);
    this.#gone.delete(entry.id);
    if (entry.owner !== NOBODY) this.#save(entry);
    this.#tellChanged(entry.conversationId);
  }

  #save(entry: OutboxEntry): void {
    const { storage, tabs } = this.#options;
    const saved = storage.put(entry).then(
      () => {
        this.#unsaved.delete(entry.id);
        tabs.tell({ type: "changed", owner: entry.owner });
      },
      // No room, say: it is still sent while this page lives.
      () => this.#unsaved.add(entry.id),
    );
    this.#saving.set(entry.id, saved);
  }

  #remove(entry: OutboxEntry): void {
    this.#entries.delete(entry.id);
    this.#gone.add(entry.id);
    this.#edits.delete(entry.id);
    this.#saving.delete(entry.id);
    this.#unsaved.delete(entry.id);
    this.#tellChanged(entry.conversationId);
    // If that fails it is sent once more some day, and answered as a duplicate.
    this.#options.storage.delete(entry.id).catch(() => undefined);
  }

  /** Makes the entries what the storage says, except for those changed here since it was asked. */
  async #reload(): Promise<void> {
    const owner = this.#owner;
    const since = this.#editCount;
    const isOurs = (id: string): boolean =>
      this.#gone.has(id) || this.#unsaved.has(id) || (this.#edits.get(id) ?? 0) > since;
    const stored = await this.#options.storage.list(owner).catch(() => undefined);
    if (owner !== this.#owner) return;
    const touched = new Set<string>();
    const ids = new Set(stored?.map(({ id }) => id));
    for (const entry of this.#entries.values()) {
      if (!stored || ids.has(entry.id) || isOurs(entry.id)) continue;
      this.#entries.delete(entry.id); // another tab has sent or discarded it
      touched.add(entry.conversationId);
    }
    for (const entry of stored ?? []) {
      this.#lastOrder = Math.max(this.#lastOrder, entry.order);
      if (isOurs(entry.id)) continue;
      if (this.#isForgotten(entry)) {
        this.#remove(entry);
        continue;
      }
      this.#entries.set(entry.id, entry);
      touched.add(entry.conversationId);
    }
    this.#isLoaded = true;
    for (const conversationId of touched) this.#tellChanged(conversationId);
  }

  #isForgotten({ state, order }: OutboxEntry): boolean {
    return state === "failed" && this.#options.clock.now() - order > FORGET_FAILED_AFTER_MS;
  }

  #drainAll(): void {
    const ids = new Set([...this.#entries.values()].map((entry) => entry.conversationId));
    for (const conversationId of ids) void this.#drain(conversationId);
  }

  #resume(conversationId: string): void {
    this.#pauses.end(conversationId);
    void this.#drain(conversationId);
  }

  async #drain(conversationId: string): Promise<void> {
    const { tabs } = this.#options;
    if (this.#draining.has(conversationId) || !this.#next(conversationId)) return;
    this.#draining.add(conversationId);
    try {
      const lock = `campfire-outbox:${this.#owner}:${conversationId}`;
      await tabs.exclusively(lock, async () => {
        // Another tab may have sent some of it while this one waited.
        if (tabs.areShared) await this.#reload();
        for (let next; (next = this.#next(conversationId));) await this.#sendOne(next);
      });
    } finally {
      this.#draining.delete(conversationId);
    }
    // What was added between the last look and the end of the lock.
    void this.#drain(conversationId);
  }

  /** The entry whose turn it is, if anything can be sent now. */
  #next(conversationId: string): OutboxEntry | undefined {
    if (!this.#isUp || !this.#isLoaded || this.#pauses.has(conversationId)) return undefined;
    return this.entriesOf(conversationId).find(({ state }) => state === "queued");
  }

  async #sendOne(entry: OutboxEntry): Promise<void> {
    await this.#saving.get(entry.id); // only what would survive a crash is sent
    if (!this.#entries.has(entry.id)) return; // discarded meanwhile
    this.#underWay.add(entry.id);
    try {
      const accepted = await this.#request(entry);
      this.#pauses.end(entry.conversationId);
      this.#accept(accepted);
    } catch (error) {
      if (this.#entries.has(entry.id)) this.#notAccepted(entry, toProblem(error));
    } finally {
      this.#underWay.delete(entry.id);
    }
  }

  async #request({ id, command }: OutboxEntry): Promise<Accepted> {
    const { request } = this.#options;
    switch (command.address) {
      case "messaging.send":
        return {
          id,
          kind: "message",
          message: (await request(command.address, command.body)).message,
        };
      case "messaging.edit":
      case "messaging.delete":
        return { id, kind: "message", message: await request(command.address, command.body) };
      case "messaging.open":
        return {
          id,
          kind: "conversation",
          conversation: await request(command.address, command.body),
        };
    }
  }

  #accept(accepted: Accepted): void {
    const entry = this.#entries.get(accepted.id);
    if (entry) {
      this.#tellAccepted(accepted);
      this.#remove(entry);
      this.#options.tabs.tell({ type: "accepted", owner: entry.owner, accepted });
    }
  }

  #notAccepted(entry: OutboxEntry, problem: Problem): void {
    const isSignIn = problem.status === 401; // the connection sees to that
    if (problem.retryable || isSignIn) {
      if (!this.#isUp) return;
      const { conversationId } = entry;
      const atLeastMs = problem.retryAfterMs ?? 0;
      this.#pauses.begin(conversationId, atLeastMs, () => void this.#drain(conversationId));
      return;
    }
    this.#keep({ ...entry, state: "failed", problem });
    this.#openings.reject(entry.id, new ProblemError(problem));
  }

  /** What another tab of the same browser has done. */
  #hear(news: OutboxNews): void {
    if (news.owner !== this.#owner || this.#owner === NOBODY) return;
    if (news.type === "accepted") {
      const entry = this.#entries.get(news.accepted.id);
      this.#tellAccepted(news.accepted);
      this.#gone.add(news.accepted.id);
      this.#entries.delete(news.accepted.id);
      if (entry) this.#tellChanged(entry.conversationId);
    } else {
      void this.#reload().then(() => this.#drainAll());
    }
  }

  #tellAccepted(accepted: Accepted): void {
    for (const listener of [...this.#listeners]) tell([() => listener.accepted?.(accepted)]);
    if (accepted.kind === "conversation") {
      this.#openings.resolve(accepted.id, accepted.conversation);
    }
  }

  #tellChanged(conversationId: string): void {
    for (const listener of [...this.#listeners]) tell([() => listener.changed?.(conversationId)]);
  }
}

function discarded(): ProblemError {
  return new ProblemError(problemOfStatus(409, "The message was discarded before it was sent."));
}

function ownerOf({ org, id }: Pick<CallerView, "org" | "id">): string {
  return `${org}:${id}`;
}

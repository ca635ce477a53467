import type { CallerView, OpenRequest } from "../api";
import { backoff } from "../backoff";
import type { Clock, TimerHandle } from "../clock";
import type {
  CommandAddress,
  Commands,
  Conversation,
  Message,
  Problem,
} from "../generated/contract";
import { ProblemError } from "../ProblemError";
import { problemOfStatus, toProblem } from "../problems";
import { tell } from "../tell";
import type { OutboxCommand, OutboxEntry, OutboxStorage } from "./OutboxStorage";
import type { Accepted, OutboxNews, OutboxTabs } from "./OutboxTabs";

const RETRY_BASE_MS = 1_000;
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

interface Opening {
  promise: Promise<Conversation>;
  resolve(conversation: Conversation): void;
  reject(error: ProblemError): void;
}

interface Pause {
  attempts: number;
  timer?: TimerHandle;
}

/**
 * What is to be sent: kept until the server has answered it, sent in order within a conversation,
 * repeated with the same id until then, by one tab at a time.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #listeners = new Set<OutboxListener>();
  readonly #openings = new Map<string, Opening>();
  /** When an entry is stored; resolves also when that fails, and it is then `#unsaved`. */
  readonly #saving = new Map<string, Promise<unknown>>();
  readonly #unsaved = new Set<string>();
  /** Answered or discarded, although the storage may still list them. */
  readonly #gone = new Set<string>();
  /** The number of the last change made here to an entry. */
  readonly #edits = new Map<string, number>();
  #editCount = 0;
  readonly #draining = new Set<string>();
  readonly #pauses = new Map<string, Pause>();
  #owner = NOBODY;
  #isUp = false;
  #isLoaded = false;
  #lastOrder = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
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
    const known = this.#openings.get(id);
    if (known) return known.promise;
    const opening = newOpening();
    this.#openings.set(id, opening);
    if (this.#entries.has(id)) this.retry(id);
    else this.#add(id, body.id, { address: "messaging.open", body });
    return opening.promise;
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
    this.#settleOpening(id, (opening) => opening.reject(discarded()));
    this.#options.tabs.tell({ type: "changed", owner: entry.owner });
  }

  /** A message that came by its event: the reply is not needed any more. */
  seen(message: Message): void {
    const entry = this.#entries.get(message.clientMessageId);
    if (!entry || entry.command.address !== "messaging.send") return;
    if (!entry.owner.endsWith(`:${message.sender.id}`)) return;
    this.#remove(entry);
    this.#options.tabs.tell({ type: "changed", owner: entry.owner });
  }

  up(caller: CallerView): void {
    this.#isUp = true;
    const owner = `${caller.org}:${caller.id}`;
    if (owner !== this.#owner) this.#belongTo(owner);
    void this.#reload().then(() => this.#drainAll());
  }

  down(): void {
    this.#isUp = false;
    for (const pause of this.#pauses.values()) this.#options.clock.clearTimeout(pause.timer ?? 0);
    this.#pauses.clear();
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
    this.#options.clock.clearTimeout(this.#pauses.get(conversationId)?.timer ?? 0);
    this.#pauses.delete(conversationId);
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
    const isPaused = this.#pauses.get(conversationId)?.timer !== undefined;
    if (!this.#isUp || !this.#isLoaded || isPaused) return undefined;
    return this.entriesOf(conversationId).find(({ state }) => state === "queued");
  }

  async #sendOne(entry: OutboxEntry): Promise<void> {
    await this.#saving.get(entry.id); // only what would survive a crash is sent
    try {
      const accepted = await this.#request(entry);
      this.#pauses.delete(entry.conversationId);
      this.#accept(accepted);
    } catch (error) {
      if (this.#entries.has(entry.id)) this.#notAccepted(entry, toProblem(error));
    }
  }

  async #request({ id, command }: OutboxEntry): Promise<Accepted> {
    const { request } = this.#options;
    return command.address === "messaging.send"
      ? { id, kind: "message", message: (await request(command.address, command.body)).message }
      : { id, kind: "conversation", conversation: await request(command.address, command.body) };
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
      if (this.#isUp) this.#pause(entry.conversationId, problem);
      return;
    }
    this.#keep({ ...entry, state: "failed", problem });
    this.#settleOpening(entry.id, (opening) => opening.reject(new ProblemError(problem)));
  }

  #pause(conversationId: string, problem: Problem): void {
    const { clock, random } = this.#options;
    const attempts = this.#pauses.get(conversationId)?.attempts ?? 0;
    const delayMs = (problem.retryAfterMs ?? 0) + backoff(attempts, random, RETRY_BASE_MS);
    const pause: Pause = { attempts: attempts + 1 };
    pause.timer = clock.setTimeout(() => {
      delete pause.timer;
      void this.#drain(conversationId);
    }, delayMs);
    this.#pauses.set(conversationId, pause);
  }

  #settleOpening(id: string, settle: (opening: Opening) => void): void {
    const opening = this.#openings.get(id);
    if (!opening) return;
    this.#openings.delete(id);
    settle(opening);
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
      const { conversation } = accepted;
      this.#settleOpening(accepted.id, (opening) => opening.resolve(conversation));
    }
  }

  #tellChanged(conversationId: string): void {
    for (const listener of [...this.#listeners]) tell([() => listener.changed?.(conversationId)]);
  }
}

function newOpening(): Opening {
  const opening: Partial<Opening> = {};
  opening.promise = new Promise<Conversation>((resolve, reject) => {
    opening.resolve = resolve;
    opening.reject = reject;
  });
  return opening as Opening;
}

function discarded(): ProblemError {
  return new ProblemError(problemOfStatus(409, "The message was discarded before it was sent."));
}

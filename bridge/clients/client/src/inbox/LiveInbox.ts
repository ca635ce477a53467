import type { FeedEvent, InboxFilter, InboxState, InboxStore } from "../api";
import type { Backend, LiveStore } from "../Backend";
import { CatchUp } from "../CatchUp";
import type { TimerHandle } from "../clock";
import { listFeed } from "../feeds/addresses";
import type { Commands, Conversation, Problem } from "../generated/contract";
import { toProblem } from "../problems";
import { Signal } from "../Signal";
import {
  EMPTY_INBOX,
  inboxItems,
  inboxReducer,
  isNewToSearch,
  type InboxAction,
  type InboxData,
} from "./inboxReducer";

const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 200;
/** Only the server can say what a search finds; it is asked at most this often. */
const SEARCH_AGAIN_MS = 2_000;

type Page = Commands["messaging.list"]["reply"];

/** A list of conversations kept live: pages from the server, and events merged into them. */
export class LiveInbox implements InboxStore, LiveStore {
  readonly #filter: InboxFilter;
  readonly #backend: Backend;
  readonly #state = new Signal<InboxState>({
    phase: "loading",
    items: [],
    hasMore: false,
    loadingMore: false,
  });
  readonly #catchUp: CatchUp;
  #data: InboxData = EMPTY_INBOX;
  /** What events said while the list is being loaded; it may be newer than the answer. */
  #since: Conversation[] = [];
  #life = "";
  #retainCount = 0;
  #isJoined = false;
  #isStale = true;
  /** Since the list was loaded nothing can have been missed. */
  #isComplete = false;
  #loadingMore = false;
  #problem: Problem | undefined;
  #searchTimer: TimerHandle | undefined;
  #unlisten: (() => void) | undefined;

  constructor(filter: InboxFilter, backend: Backend) {
    this.#filter = filter;
    this.#backend = backend;
    this.#catchUp = new CatchUp(backend, {
      isBehind: () => this.#isStale,
      step: (isCurrent) => this.#load(isCurrent),
      failed: (problem) => this.#failed(problem),
      changed: () => this.#show(),
    });
  }

  get isRetained(): boolean {
    return this.#retainCount > 0;
  }

  get(): InboxState {
    return this.#state.get();
  }

  subscribe(listener: (value: InboxState) => void): () => void {
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

  async loadMore(): Promise<void> {
    const before = this.#data.next;
    if (before === undefined || before === null || this.#loadingMore) return;
    this.#loadingMore = true;
    this.#show();
    try {
      const page = await this.#list({ before, limit: PAGE_SIZE });
      this.#problem = undefined;
      // Loaded anew meanwhile: the page continues a list that is no longer there.
      if (before === this.#data.next) this.#reduce({ type: "more", page });
    } catch (error) {
      this.#problem = toProblem(error);
    } finally {
      this.#loadingMore = false;
      this.#show();
    }
  }

  up(): void {
    this.#forgetOtherLife();
    this.#problem = undefined;
    if (this.isRetained) this.#join();
    this.#show();
  }

  down(): void {
    this.#isJoined = this.#isComplete = false;
    this.#stopAsking();
    this.#show();
  }

  #join(): void {
    const { connection, feeds } = this.#backend;
    const { caller } = connection;
    if (!caller) return;
    this.#forgetOtherLife();
    this.#catchUp.expect();
    this.#unlisten ??= feeds.listen(
      listFeed(caller),
      (event) => this.#onEvent(event),
      (problem) => {
        this.#failed(problem);
        this.#stopAsking();
      },
    );
  }

  #leave(): void {
    this.#isJoined = this.#isComplete = false;
    this.#stopAsking();
    this.#unlisten?.();
    this.#unlisten = undefined;
    this.#show();
  }

  /** What is held is another caller's, or of a database that is no more. */
  #forgetOtherLife(): void {
    const { life } = this.#backend.connection;
    if (this.#life === life) return;
    this.#life = life;
    this.#leave();
    this.#data = EMPTY_INBOX;
  }

  #stopAsking(): void {
    this.#backend.clock.clearTimeout(this.#searchTimer ?? 0);
    this.#searchTimer = undefined;
    this.#catchUp.cancel();
  }

  #onEvent(event: FeedEvent): void {
    switch (event.type) {
      case "feed.joined":
        // Another listener's joining brings no news to a list that is already joined.
        if (this.#isJoined) return;
        this.#isJoined = true;
        this.#reload();
        return;
      case "conversation.opened":
      case "conversation.changed":
        this.#onConversation(event.conversation);
        return;
      default:
    }
  }

  #onConversation(conversation: Conversation): void {
    if (this.#catchUp.isRunning) this.#since.push(conversation);
    this.#reduce({ type: "event", conversation });
    if (this.#isJoined && isNewToSearch(this.#data, this.#filter, conversation)) {
      this.#searchTimer ??= this.#backend.clock.setTimeout(() => {
        this.#searchTimer = undefined;
        this.#reload();
      }, SEARCH_AGAIN_MS);
    }
  }

  #reload(): void {
    this.#isStale = true;
    this.#catchUp.run();
  }

  /** As much as is held, so that a list scrolled down does not jump. */
  async #load(isCurrent: () => boolean): Promise<void> {
    this.#since = [];
    this.#isStale = false;
    try {
      const limit = Math.min(MAX_PAGE_SIZE, Math.max(PAGE_SIZE, this.#state.get().items.length));
      const page = await this.#list({ limit });
      if (!isCurrent()) return;
      this.#problem = undefined;
      this.#isComplete = true;
      this.#reduce({ type: "loaded", page, since: this.#since });
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  #list(range: { before?: string; limit: number }): Promise<Page> {
    const { status, assigneeId, q } = this.#filter;
    return this.#backend.connection.request("messaging.list", {
      ...(status !== undefined && { status }),
      ...(assigneeId !== undefined && { assigneeId }),
      ...(q && { q }),
      ...range,
    });
  }

  #failed(problem: Problem): boolean {
    this.#problem = problem;
    this.#show();
    return problem.code !== "invalid_request" && problem.code !== "forbidden";
  }

  #reduce(action: InboxAction): void {
    this.#data = inboxReducer(this.#data, action);
    this.#show();
  }

  #show(): void {
    const { next } = this.#data;
    const isLoaded = next !== undefined;
    this.#state.set({
      phase: this.#isComplete ? "ready" : isLoaded ? "catchingUp" : "loading",
      items: isLoaded ? inboxItems(this.#data, this.#filter) : [],
      hasMore: next !== undefined && next !== null,
      loadingMore: this.#loadingMore,
      ...(this.#problem && { problem: this.#problem }),
    });
  }
}

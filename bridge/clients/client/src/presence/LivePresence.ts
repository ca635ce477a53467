import type { FeedEvent, PresenceState, PresenceStore } from "../api";
import type { Backend, LiveStore } from "../Backend";
import { CatchUp } from "../CatchUp";
import { presenceFeed } from "../feeds/addresses";
import type { AgentPresence, Availability, Problem } from "../generated/contract";
import { Signal } from "../Signal";

/** The longest that the server is told. */
const DAY_MS = 86_400_000;

const NOTHING_KNOWN: PresenceState = { phase: "loading", agents: [], available: false };

/** Who of the colleagues is there: the whole once, then what changes. */
export class LivePresence implements PresenceStore, LiveStore {
  readonly #backend: Backend;
  readonly #state = new Signal<PresenceState>(NOTHING_KNOWN);
  readonly #catchUp: CatchUp;
  /** Changes that came while the whole was being asked for; it may be older than they are. */
  #early: AgentPresence[] = [];
  #isStale = true;
  #isJoined = false;
  #life = "";
  #retainCount = 0;
  #unlisten: (() => void) | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#catchUp = new CatchUp(backend, {
      isBehind: () => this.#isStale,
      step: (isCurrent) => this.#load(isCurrent),
      failed: (problem) => this.#failed(problem),
      changed: () => undefined,
    });
  }

  get(): PresenceState {
    return this.#state.get();
  }

  subscribe(listener: (value: PresenceState) => void): () => void {
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

  async choose(availability: Availability): Promise<void> {
    const { connection } = this.#backend;
    this.#merge([await connection.request("presence.set", { availability })]);
  }

  async reportActivity(idleMs: number): Promise<void> {
    const { connection } = this.#backend;
    const body = { idleMs: Math.round(Math.min(Math.max(idleMs, 0), DAY_MS)) };
    this.#merge([await connection.request("presence.active", body)]);
  }

  up(): void {
    if (this.#retainCount > 0) this.#join();
  }

  down(): void {
    this.#isJoined = false;
    this.#catchUp.cancel();
    if (this.get().phase === "ready") this.#state.set({ ...this.get(), phase: "catchingUp" });
  }

  #join(): void {
    const { connection, feeds } = this.#backend;
    const { caller, life } = connection;
    if (!caller || caller.role === "contact") return;
    if (this.#life !== life) {
      this.#life = life;
      this.#leave();
      this.#state.set(NOTHING_KNOWN);
    }
    this.#unlisten ??= feeds.listen(presenceFeed(caller), (event) => this.#onEvent(event));
  }

  #leave(): void {
    this.#isJoined = false;
    this.#catchUp.cancel();
    this.#unlisten?.();
    this.#unlisten = undefined;
  }

  #onEvent(event: FeedEvent): void {
    if (event.type === "feed.joined" && !this.#isJoined) {
      this.#isJoined = this.#isStale = true;
      this.#early = [];
      this.#catchUp.run();
    } else if (event.type === "presence.changed") {
      if (this.#catchUp.isRunning) this.#early.push(...event.agents);
      else this.#merge(event.agents);
    }
  }

  async #load(isCurrent: () => boolean): Promise<void> {
    const { agents, available } = await this.#backend.connection.request("presence.list", {});
    if (!isCurrent()) return;
    this.#isStale = false;
    this.#state.set({ phase: "ready", agents, available });
    this.#merge(this.#early);
    this.#early = [];
  }

  #failed(problem: Problem): boolean {
    this.#state.set({ ...this.get(), problem });
    return problem.code !== "forbidden";
  }

  #merge(changed: readonly AgentPresence[]): void {
    if (changed.length === 0) return;
    const byId = new Map(this.get().agents.map((agent) => [agent.id, agent]));
    for (const agent of changed) byId.set(agent.id, agent);
    const agents = [...byId.values()].sort((one, other) => one.name.localeCompare(other.name));
    this.#state.set({ ...this.get(), agents, available: agents.some(isAvailable) });
  }
}

function isAvailable({ availability, isOnline }: AgentPresence): boolean {
  return isOnline && availability === "online";
}

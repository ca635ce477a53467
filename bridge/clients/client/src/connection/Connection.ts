import type { AccessToken, CallerView, ConnectionState, Readable } from "../api";
import { backoff, FIRST_CONNECT_BASE_MS, RECONNECT_BASE_MS } from "../backoff";
import type { Clock, TimerHandle } from "../clock";
import type { CommandAddress, Commands, Problem } from "../generated/contract";
import { ProblemError } from "../ProblemError";
import { isUnauthenticated, problemOfStatus, toProblem, unavailable } from "../problems";
import { Signal } from "../Signal";
import { tell } from "../tell";
import type { ClientFrame } from "./frames";
import { Link, type LinkEvents } from "./Link";
import { Tokens } from "./Tokens";
import { Waiters } from "./Waiters";
import { watchPage } from "./watchPage";

const REQUEST_TIMEOUT_MS = 5_000;
/** After waking up a page should not look alive for long when it is not. */
const WAKE_TIMEOUT_MS = 4_000;
/** A token is renewed after this part of its life, within bounds: */
const RENEW_AT = 0.8;
const RENEW_MIN_MS = 10_000;
/** At least this often: a timer of over 24 days would fire at once. */
const RENEW_MAX_MS = 24 * 3_600_000;
/** When a token just accepted looks expired, this machine's clock is wrong and tells nothing. */
const RENEW_BLINDLY_MS = 60_000;
/** A refused session is asked for anew at once, but not over and over. */
const IMMEDIATE_EVERY_MS = 30_000;
/** The server closed this socket for flooding. */
const FLOODING_PAUSE_MS = 10_000;

const CLOSE_UNAUTHENTICATED = 4401;
const CLOSE_FLOODING = 4429;
const CLOSE_LEAVING = 4503;

export interface ConnectionListener {
  /** Who is about to sign in, where that is known before. */
  expect?(caller: Pick<CallerView, "org" | "id">): void;
  /** Signed in: on the first connection, on each after it, and when `life` has changed. */
  up(caller: CallerView): void;
  down?(): void;
}

export interface ConnectionOptions {
  url: string;
  token: () => Promise<AccessToken>;
  webSocket: typeof WebSocket;
  clock: Clock;
  random: () => number;
  /** What comes in on the feeds, whatever socket it comes by. */
  feeds: Pick<LinkEvents, "onFeed" | "onRefused">;
}

/** When the server wants to hear that somebody types, and when it forgets it. */
export interface TypingTimes {
  repeatMs: number;
  stopMs: number;
  expireMs: number;
}

const TYPING: TypingTimes = { repeatMs: 2_000, stopMs: 1_000, expireMs: 4_000 };

interface Session {
  caller: CallerView;
  /** Absent from an older server. */
  typing?: TypingTimes;
  expiresAt: string;
  epoch: unknown;
  heartbeatMs: number;
}

/** Keeps one signed-in link to the server, through every loss of it. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #clock: Clock;
  readonly #state = new Signal<ConnectionState>({ phase: "idle" });
  readonly #listeners: ConnectionListener[] = [];
  readonly #waiters: Waiters;
  readonly #tokens: Tokens;
  readonly #catchingUp = new Set<symbol>();
  /** The link under way or signed in; `#up` only when signed in. */
  #link: Link | undefined;
  #up: Link | undefined;
  /** Grows with each attempt: what an older one still brings about is ignored. */
  #attemptId = 0;
  #failures = 0;
  #wasOnline = false;
  #immediateAt = -Infinity;
  #life = "";
  #typing = TYPING;
  #retryTimer: TimerHandle | undefined;
  #renewTimer: TimerHandle | undefined;
  #renewAt = Infinity;
  #unwatchPage: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#waiters = new Waiters(options.clock);
    this.#tokens = new Tokens(options.token, options.clock);
  }

  get state(): Readable<ConnectionState> {
    return this.#state;
  }

  /** Who is signed in on the live link. */
  get caller(): CallerView | undefined {
    return this.#up && this.#state.get().caller;
  }

  /** Changes when all that is held is to be dropped: another caller, another life of the database. */
  get life(): string {
    return this.#life;
  }

  /** As the server said when it was signed in to. */
  get typing(): TypingTimes {
    return this.#typing;
  }

  /** Listeners hear in the order in which they were added. */
  onChange(listener: ConnectionListener): void {
    this.#listeners.push(listener);
  }

  start(): void {
    const { phase } = this.#state.get();
    if (phase !== "idle" && phase !== "signedOut") return;
    this.#unwatchPage ??= watchPage(() => this.#wake());
    this.#failures = 0;
    void this.#connect();
  }

  stop(): void {
    this.#end({ phase: "idle" }, unavailable("The client was stopped."));
  }

  /** Sent at once when signed in, else as soon as that is so; in all within 5 s. */
  request<A extends CommandAddress>(
    address: A,
    body: Commands[A]["request"],
  ): Promise<Commands[A]["reply"]> {
    const reply = this.#up
      ? this.#up.request(address, body, REQUEST_TIMEOUT_MS)
      : this.#requestWhenUp(address, body);
    return reply as Promise<Commands[A]["reply"]>;
  }

  /** Drops the frame when there is no signed-in link. */
  send(frame: ClientFrame): void {
    this.#up?.send(frame);
  }

  /** The phase stays `catchingUp` until the returned function is called or the link is lost. */
  catchUp(): () => void {
    const task = Symbol();
    this.#catchingUp.add(task);
    return () => {
      if (this.#catchingUp.delete(task)) this.#showUp();
    };
  }

  async #requestWhenUp(address: string, body: unknown): Promise<unknown> {
    const since = this.#clock.now();
    const link = await this.#whenUp();
    return link.request(address, body, REQUEST_TIMEOUT_MS - (this.#clock.now() - since));
  }

  #whenUp(): Promise<Link> {
    const { phase, problem } = this.#state.get();
    if (phase === "signedOut") return Promise.reject(signedOut(problem));
    return this.#waiters.wait(REQUEST_TIMEOUT_MS);
  }

  async #connect(): Promise<void> {
    const attemptId = ++this.#attemptId;
    const isOld = (): boolean => attemptId !== this.#attemptId;
    this.#clock.clearTimeout(this.#retryTimer ?? 0);
    this.#show({ phase: "connecting" });
    try {
      const token = await this.#tokens.fresh();
      if (isOld()) return;
      if (token.caller) this.#tellExpected(token.caller);
      const link = this.#openLink();
      await link.opened;
      const session = await this.#signIn(link, token);
      if (isOld()) return;
      this.#signedIn(link, session);
    } catch (error) {
      if (isOld()) return;
      this.#link?.close();
      this.#link = undefined;
      const problem = toProblem(error);
      if (isUnauthenticated(problem)) this.#signedOutOrAgain(error, problem);
      else this.#retryLater(problem);
    }
  }

  #openLink(): Link {
    const { url, webSocket, feeds } = this.#options;
    const address = `${url.replace(/^http/i, "ws").replace(/\/$/, "")}/eventbus/websocket`;
    const link: Link = new Link(new webSocket(address), this.#clock, {
      ...feeds,
      onLost: (code) => {
        if (link === this.#link) this.#lost(code);
      },
    });
    this.#link = link;
    return link;
  }

  #signIn(link: Link, token: AccessToken): Promise<Session> {
    const body = { token: token.accessToken };
    return link.request("session.auth", body, REQUEST_TIMEOUT_MS) as Promise<Session>;
  }

  #signedIn(link: Link, session: Session): void {
    this.#life = lifeOf(session);
    this.#typing = session.typing ?? TYPING;
    this.#failures = 0;
    this.#wasOnline = true;
    this.#up = link;
    this.#catchingUp.clear();
    // A timer stands still while the machine sleeps, and a token does not.
    link.startHeartbeat(session.heartbeatMs, () => this.#renewIfDue());
    this.#renewInTime(session.expiresAt);
    this.#state.set({ ...this.#state.get(), caller: session.caller });
    this.#tellUp(session.caller);
    this.#waiters.resolve(link);
    this.#showUp();
  }

  #tellExpected(caller: Pick<CallerView, "org" | "id">): void {
    tell(this.#listeners.map((listener) => () => listener.expect?.(caller)));
  }

  #tellUp(caller: CallerView): void {
    tell(this.#listeners.map((listener) => () => listener.up(caller)));
  }

  #renewInTime(expiresAt: string): void {
    const leftMs = Date.parse(expiresAt) - this.#clock.now();
    this.#renewIn(
      leftMs > 0
        ? Math.min(RENEW_MAX_MS, Math.max(RENEW_MIN_MS, leftMs * RENEW_AT))
        : RENEW_BLINDLY_MS,
    );
  }

  #renewIn(delayMs: number): void {
    this.#clock.clearTimeout(this.#renewTimer ?? 0);
    this.#renewAt = this.#clock.now() + delayMs;
    this.#renewTimer = this.#clock.setTimeout(() => void this.#renew(), delayMs);
  }

  #renewIfDue(): void {
    if (this.#clock.now() >= this.#renewAt) this.#renewIn(0);
  }

  /** A new token on the live socket, so that nothing is interrupted. */
  async #renew(): Promise<void> {
    const link = this.#up;
    if (!link) return;
    this.#renewAt = Infinity;
    try {
      const token = await this.#tokens.another();
      if (link !== this.#up) return;
      const session = await this.#signIn(link, token);
      if (link !== this.#up) return;
      this.#renewInTime(session.expiresAt);
      this.#state.set({ ...this.#state.get(), caller: session.caller });
      const hasChanged = this.#life !== lifeOf(session);
      this.#life = lifeOf(session);
      if (hasChanged) this.#tellUp(session.caller);
    } catch (error) {
      if (link !== this.#up) return;
      const problem = toProblem(error);
      if (isUnauthenticated(problem)) {
        this.#dropLink();
        this.#signedOutOrAgain(error, problem);
      } else if (problem.code === "conflict") {
        // The token is another caller's now: as them, on a socket of their own.
        this.#dropLink();
        void this.#connect();
      } else {
        this.#renewIn(RENEW_MIN_MS / 2 + backoff(0, this.#options.random));
      }
    }
  }

  #lost(code: number): void {
    this.#dropLink();
    if (code === CLOSE_UNAUTHENTICATED) {
      this.#tokens.drop();
      this.#againAtOnce(problemOfStatus(401, "The session has ended."));
      return;
    }
    if (code === CLOSE_LEAVING) this.#failures = 0;
    const pauseMs = code === CLOSE_FLOODING ? FLOODING_PAUSE_MS : 0;
    this.#retryLater(unavailable("The connection was lost.").problem, pauseMs);
  }

  /** A refusal by `token()` is final; one of a token by the server calls for a new token. */
  #signedOutOrAgain(error: unknown, problem: Problem): void {
    if (this.#tokens.isHeld) {
      this.#tokens.drop();
      this.#againAtOnce(problem);
    } else {
      this.#end({ phase: "signedOut", problem }, toProblemError(error));
    }
  }

  #againAtOnce(problem: Problem): void {
    const now = this.#clock.now();
    if (now - this.#immediateAt < IMMEDIATE_EVERY_MS) {
      this.#retryLater(problem);
    } else {
      this.#immediateAt = now;
      void this.#connect();
    }
  }

  #retryLater(problem: Problem, pauseMs = 0): void {
    // Frames and results of the attempt that failed are nobody's any more.
    this.#attemptId++;
    const base = this.#wasOnline ? RECONNECT_BASE_MS : FIRST_CONNECT_BASE_MS;
    const delayMs =
      Math.max(pauseMs, problem.retryAfterMs ?? 0) +
      backoff(this.#failures++, this.#options.random, base);
    this.#show({ phase: "waiting", retryAt: this.#clock.now() + delayMs, problem });
    this.#retryTimer = this.#clock.setTimeout(() => void this.#connect(), delayMs);
  }

  /** The page came back to sight or the network came back or went. */
  #wake(): void {
    if (this.#state.get().phase === "waiting") void this.#connect();
    else this.#up?.check(WAKE_TIMEOUT_MS);
    this.#renewIfDue();
  }

  #end(state: ConnectionState, error: ProblemError): void {
    this.#attemptId++;
    this.#clock.clearTimeout(this.#retryTimer ?? 0);
    this.#dropLink();
    this.#unwatchPage?.();
    this.#unwatchPage = undefined;
    this.#tokens.drop();
    this.#wasOnline = false;
    this.#show(state);
    this.#waiters.reject(error);
  }

  #dropLink(): void {
    const wasUp = this.#up !== undefined;
    this.#clock.clearTimeout(this.#renewTimer ?? 0);
    this.#renewAt = Infinity;
    const link = this.#link;
    this.#up = this.#link = undefined;
    this.#catchingUp.clear();
    link?.close();
    if (wasUp) {
      tell(this.#listeners.map((listener) => () => listener.down?.()));
    }
  }

  #showUp(): void {
    if (!this.#up) return;
    const phase = this.#catchingUp.size > 0 ? "catchingUp" : "online";
    if (this.#state.get().phase !== phase) this.#show({ phase });
  }

  /** The caller stays while the connection is lost, so that a page can go on showing whose it is. */
  #show(state: ConnectionState): void {
    const { caller } = this.#state.get();
    const isOver = state.phase === "idle" || state.phase === "signedOut";
    this.#state.set(caller && !isOver ? { ...state, caller } : state);
  }
}

function lifeOf({ caller, epoch }: Session): string {
  return JSON.stringify([caller.org, caller.id, epoch]);
}

function toProblemError(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : new ProblemError(toProblem(error));
}

function signedOut(problem: Problem | undefined): ProblemError {
  return new ProblemError(problem ?? problemOfStatus(401, "Sign in first."));
}

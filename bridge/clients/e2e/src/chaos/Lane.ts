import type { Socket } from "node:net";
import type { Random } from "./Random";

/** What a line does to the bytes that pass, in one direction or in both. */
export interface Weather {
  /** Added to each chunk, in milliseconds. */
  latencyMs: number;
  /** Up to so much more, drawn for each chunk; the order of the bytes stays. */
  jitterMs: number;
  bytesPerSecond: number;
  /** A chunk is passed on in pieces of at least so many bytes. */
  pieceBytes: number;
}

export const CALM: Weather = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: Infinity,
  pieceBytes: Infinity,
};

/** What keeps a page of scripts passable when it goes byte by byte. */
const MOST_PIECES = 512;
/** Over this the sender is made to wait, as by a full window. */
const FULL_BYTES = 256 * 1024;

interface Piece {
  bytes: Buffer;
  dueAt: number;
  /** After it the connection is cut. */
  isLast: boolean;
}

export interface LaneOptions {
  from: Socket;
  to: Socket;
  random: Random;
  weather: () => Weather;
  /** While true nothing passes, and nothing is lost: as TCP shows lost packets until they come again. */
  isHeld: () => boolean;
  /** Where to cut inside this chunk, in bytes, if here is where to cut. */
  cutIn: (chunk: Buffer) => number | undefined;
  cut: () => void;
}

/** One direction of one connection. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #pieces: Piece[] = [];
  #waitingBytes = 0;
  #lastDueAt = 0;
  #isDeaf = false;
  #isEnding = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    options.from.on("data", (chunk: Buffer) => this.#take(chunk));
    options.from.on("end", () => {
      this.#isEnding = true;
      this.pass();
    });
  }

  /** What comes from now on goes nowhere, and neither end is told. */
  deafen(): void {
    this.#isDeaf = true;
    this.#pieces.length = 0;
    this.#waitingBytes = 0;
  }

  /** Passes on what is due. */
  pass(): void {
    clearTimeout(this.#timer);
    if (this.#options.isHeld()) return; // whoever lets go calls again
    const now = performance.now();
    for (let next; (next = this.#pieces[0]) !== undefined && next.dueAt <= now;) {
      this.#pieces.shift();
      this.#write(next);
      if (next.isLast) return;
    }
    const [next] = this.#pieces;
    if (next !== undefined) this.#timer = setTimeout(() => this.pass(), next.dueAt - now);
    else if (this.#isEnding && !this.#isDeaf) this.#options.to.end();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#pieces.length = 0;
  }

  #take(chunk: Buffer): void {
    if (this.#isDeaf) return;
    const end = this.#options.cutIn(chunk);
    const bytes = chunk.subarray(0, end);
    const { pieceBytes } = this.#options.weather();
    const size = Math.max(1, Math.min(pieceBytes, bytes.length), bytes.length / MOST_PIECES);
    for (let at = 0; at < bytes.length; at += size) {
      this.#queue(bytes.subarray(Math.floor(at), Math.floor(at + size)), false);
    }
    if (end !== undefined) this.#queue(Buffer.alloc(0), true);
    this.pass();
  }

  #queue(bytes: Buffer, isLast: boolean): void {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#options.weather();
    const arrivesAt = performance.now() + latencyMs + jitterMs * this.#options.random.next();
    const dueAt = Math.max(arrivesAt, this.#lastDueAt) + (bytes.length / bytesPerSecond) * 1_000;
    this.#lastDueAt = dueAt;
    this.#pieces.push({ bytes, dueAt, isLast });
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > FULL_BYTES) this.#options.from.pause();
  }

  #write({ bytes, isLast }: Piece): void {
    const { from, to, cut } = this.#options;
    this.#waitingBytes -= bytes.length;
    if (from.isPaused() && this.#waitingBytes < FULL_BYTES / 2) from.resume();
    if (isLast) to.end(cut);
    else if (!to.destroyed) to.write(bytes);
  }
}

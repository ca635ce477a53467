import type { Backend } from "../Backend";
import type { TimerHandle } from "../clock";
import type { Receipt, ReceiptState } from "../generated/contract";
import { mergeReceipt } from "./mergeReceipt";

/** Marks that come within this become one. */
const REST_MS = 250;
const AGAIN_MS = 5_000;

const NONE: Receipt[] = [];

/** How far each reader has come, and how far oneself: said once for many messages, and until it is heard. */
export class ReadMarks {
  readonly #conversationId: string;
  readonly #backend: Backend;
  readonly #changed: () => void;
  #receipts = NONE;
  /** What the server is to know of oneself. */
  readonly #wanted: Record<ReceiptState, number> = { delivered: 0, read: 0 };
  #isLoaded = false;
  #wasLoaded = false;
  #timer: TimerHandle | undefined;

  constructor(conversationId: string, backend: Backend, changed: () => void) {
    this.#conversationId = conversationId;
    this.#backend = backend;
    this.#changed = changed;
  }

  get(): Receipt[] {
    return this.#receipts;
  }

  /** How far oneself has read; undefined until the server has said. */
  get ownReadSeq(): number | undefined {
    if (!this.#wasLoaded) return undefined;
    return Math.max(this.#wanted.read, this.#own()?.readSeq ?? 0);
  }

  /** After each joining: what has become of them meanwhile, and oneself's again if it was lost. */
  async load(): Promise<void> {
    try {
      const body = { conversationId: this.#conversationId };
      const { receipts } = await this.#backend.connection.request("receipts.list", body);
      const isNews = !this.#wasLoaded;
      this.#isLoaded = this.#wasLoaded = true;
      this.merge(receipts);
      if (isNews) this.#changed();
      this.#sendSoon();
    } catch {
      // Without them there are no ticks; the next joining asks again.
    }
  }

  merge(incoming: readonly Receipt[]): void {
    const before = this.#receipts;
    this.#receipts = incoming.reduce(mergeReceipt, before);
    if (this.#receipts !== before) this.#changed();
  }

  /** Whoever has read a message has it. */
  mark(state: ReceiptState, seq: number): void {
    if (seq <= this.#wanted[state]) return;
    this.#wanted[state] = seq;
    if (state === "read") this.#changed();
    this.#sendSoon();
  }

  down(): void {
    this.#isLoaded = false;
    this.#backend.clock.clearTimeout(this.#timer ?? 0);
    this.#timer = undefined;
  }

  /** Of another life: none of it holds. */
  clear(): void {
    this.down();
    this.#wasLoaded = false;
    this.#wanted.delivered = this.#wanted.read = 0;
    this.#receipts = NONE;
  }

  /** Not before it is known what the server knows: most of what is opened was read long ago. */
  #sendSoon(delayMs = REST_MS): void {
    if (!this.#isLoaded || !this.#due()) return;
    this.#timer ??= this.#backend.clock.setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, delayMs);
  }

  async #send(): Promise<void> {
    const mark = this.#due();
    if (!mark || !this.#isLoaded) return;
    try {
      const body = { conversationId: this.#conversationId, ...mark };
      this.merge([await this.#backend.connection.request("receipts.mark", body)]);
      this.#sendSoon();
    } catch {
      this.#sendSoon(AGAIN_MS);
    }
  }

  #due(): { state: ReceiptState; seq: number } | undefined {
    if (!this.#backend.connection.caller) return undefined;
    const own = this.#own();
    const { read, delivered } = this.#wanted;
    if (read > (own?.readSeq ?? 0)) return { state: "read", seq: read };
    const has = Math.max(own?.deliveredSeq ?? 0, own?.readSeq ?? 0);
    return delivered > has ? { state: "delivered", seq: delivered } : undefined;
  }

  #own(): Receipt | undefined {
    const ownId = this.#backend.connection.caller?.id;
    return this.#receipts.find(({ reader }) => reader.id === ownId);
  }
}

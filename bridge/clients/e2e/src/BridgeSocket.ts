import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { frameFaults } from "./contract";

export interface BridgeFrame {
  type: string;
  address?: string;
  body?: unknown;
  failureCode?: number;
  failureType?: string;
  message?: string;
}

/** What the server refused, as its `err` frame says it. */
export class Refused extends Error {
  constructor(readonly frame: BridgeFrame) {
    super(frame.message ?? JSON.stringify(frame));
  }

  get code(): string {
    return (JSON.parse(this.frame.message ?? "{}") as { code?: string }).code ?? "";
  }
}

/**
 * The bridge protocol by hand, to see what really stands on the wire. Every frame is held against
 * the printed contract; one that it does not describe fails whatever is asked next.
 */
export class BridgeSocket {
  readonly frames: BridgeFrame[] = [];
  /** Addresses that verticles from outside answer: the contract does not describe them. */
  readonly strangers = new Set<string>();
  closeCode: number | undefined;
  private readonly asked = new Map<string, string>();
  private readonly faults: string[] = [];
  private readonly waiting = new Map<string, (frame: BridgeFrame) => void>();
  private readonly onClose = new Set<(failure: Error) => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as BridgeFrame;
      this.frames.push(frame);
      const asked = this.asked.get(frame.address ?? "");
      const found = this.strangers.has(asked ?? "") ? [] : frameFaults(frame, asked);
      if (found.length > 0) this.faults.push(`${found.join("; ")} in ${data.toString()}`);
      const waiter = this.waiting.get(frame.address ?? "");
      if (waiter !== undefined && frame.address !== undefined) {
        this.waiting.delete(frame.address);
        waiter(frame);
      }
    });
    socket.on("close", (code) => {
      this.closeCode = code;
      for (const failed of this.onClose) failed(new Error(`closed with ${code}`));
    });
    socket.on("error", () => undefined);
  }

  static async connect(url: string): Promise<BridgeSocket> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/eventbus/websocket`);
    const bridge = new BridgeSocket(socket);
    await new Promise((open, failed) => {
      socket.on("open", open);
      socket.on("error", failed);
    });
    return bridge;
  }

  /** A signed-in socket. */
  static async signedIn(url: string, token: string): Promise<BridgeSocket> {
    const bridge = await BridgeSocket.connect(url);
    await bridge.request("session.auth", { token });
    return bridge;
  }

  raw(text: string): void {
    this.socket.send(text);
  }

  async request<T>(address: string, body: unknown): Promise<T> {
    const replyAddress = randomUUID();
    const answered = new Promise<BridgeFrame>((answer, failed) => {
      this.waiting.set(replyAddress, answer);
      if (this.closeCode === undefined) this.onClose.add(failed);
      else failed(new Error(`closed with ${this.closeCode}`));
    });
    this.asked.set(replyAddress, address);
    this.raw(JSON.stringify({ type: "send", address, replyAddress, headers: {}, body }));
    const frame = await answered;
    this.verify();
    if (frame.type === "err") throw new Refused(frame);
    return frame.body as T;
  }

  /** Resolves when the feed says that it was joined. */
  async register(address: string): Promise<BridgeFrame> {
    const joined = new Promise<BridgeFrame>((answer) => this.waiting.set(address, answer));
    this.raw(JSON.stringify({ type: "register", address, headers: {} }));
    const frame = await joined;
    this.verify();
    if (frame.type === "err") throw new Refused(frame);
    return frame;
  }

  /** Fails if a frame has come that the contract does not describe. */
  private verify(): void {
    if (this.faults.length > 0) {
      throw new Error(`Not as the contract says:\n${this.faults.join("\n")}`);
    }
  }

  close(): void {
    this.socket.close();
    this.verify();
  }
}

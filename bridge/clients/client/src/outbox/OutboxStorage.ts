import type { Commands, Problem } from "../generated/contract";

/** Something to send, kept until the server has answered it. */
export interface OutboxEntry {
  /** The `clientMessageId`; of an opening without a message the conversation's id; of a change its own. */
  id: string;
  /** Organisation and caller: nobody else who uses this browser sees or sends it. */
  owner: string;
  conversationId: string;
  /** Milliseconds since the epoch, made unique: entries of a conversation are sent in this order. */
  order: number;
  state: "queued" | "failed";
  problem?: Problem;
  command: OutboxCommand;
}

export type OutboxCommand =
  | { address: "messaging.send"; body: Commands["messaging.send"]["request"] }
  | { address: "messaging.open"; body: Commands["messaging.open"]["request"] & { id: string } }
  | MessageChangeCommand;

/** Of a message that the server has. Repeated, it changes nothing. */
export type MessageChangeCommand =
  | { address: "messaging.edit"; body: Commands["messaging.edit"]["request"] }
  | { address: "messaging.delete"; body: Commands["messaging.delete"]["request"] };

export function isMessageChange(command: OutboxCommand): command is MessageChangeCommand {
  return command.address === "messaging.edit" || command.address === "messaging.delete";
}

/** Where the outbox is kept. What `put` has resolved for survives. */
export interface OutboxStorage {
  list(owner: string): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  delete(id: string): Promise<void>;
}

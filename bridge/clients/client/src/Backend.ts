import type { Clock } from "./clock";
import type { Connection } from "./connection/Connection";
import type { FeedHub } from "./feeds/FeedHub";
import type { Outbox } from "./outbox/Outbox";

/** What hears of the connection. */
export interface LiveStore {
  up(): void;
  down(): void;
}

/** What the stores stand on. */
export interface Backend {
  connection: Connection;
  feeds: FeedHub;
  outbox: Outbox;
  clock: Clock;
  random: () => number;
  /** Stores add themselves while they are retained. */
  retained: Set<LiveStore>;
}

import type { Client, ClientOptions, InboxFilter } from "./api";
import type { Backend, LiveStore } from "./Backend";
import type { Clock } from "./clock";
import { Connection } from "./connection/Connection";
import { LiveConversation } from "./conversation/LiveConversation";
import { createWorkerClock } from "./createWorkerClock";
import { FeedHub } from "./feeds/FeedHub";
import { LiveInbox } from "./inbox/LiveInbox";
import { indexedDbStorage } from "./outbox/indexedDbStorage";
import { memoryStorage } from "./outbox/memoryStorage";
import { Outbox } from "./outbox/Outbox";
import type { OutboxStorage } from "./outbox/OutboxStorage";
import { browserTabs, NO_OTHER_TABS, type OutboxTabs } from "./outbox/OutboxTabs";
import { LivePresence } from "./presence/LivePresence";
import { Shelf } from "./Shelf";

/** A client of one server, for whoever `options.token` signs in. It does nothing before `start`. */
export function createClient(options: ClientOptions): Client {
  const ownClock = createWorkerClock();
  const clock: Clock = options.clock ?? ownClock;
  const random = options.random ?? Math.random;
  const connection: Connection = new Connection({
    url: options.url,
    token: options.token,
    webSocket: webSocketOf(options),
    clock,
    random,
    feeds: {
      onFeed: (address, body) => feeds.onFeed(address, body),
      onRefused: (address, problem) => feeds.onRefused(address, problem),
    },
  });
  const feeds = new FeedHub(clock, random, (frame) => connection.send(frame));
  const outbox = new Outbox({
    ...outboxPlace(options, clock),
    clock,
    random,
    request: (address, body) => connection.request(address, body),
  });
  const retained = new Set<LiveStore>();
  const backend: Backend = { connection, feeds, outbox, clock, random, retained };
  const conversations = new Shelf<LiveConversation>();
  const inboxes = new Shelf<LiveInbox>();
  const presence = new LivePresence(backend);
  /** Also those that are retained by somebody who has them from long ago. */
  const stores = (): Set<LiveStore> =>
    new Set([...retained, ...conversations.all(), ...inboxes.all()]);
  const eachConversation = (visit: (conversation: LiveConversation) => void): void => {
    for (const store of stores()) if (store instanceof LiveConversation) visit(store);
  };

  outbox.listen({
    changed: (id) => eachConversation((store) => store.id === id && store.outboxChanged()),
    accepted: (accepted) => eachConversation((store) => store.outboxAccepted(accepted)),
  });
  connection.onChange({
    expect: (caller) => outbox.expect(caller),
    up: (caller) => {
      // The stores first: they say which feeds there are to join.
      for (const store of stores()) store.up();
      feeds.up();
      outbox.up(caller);
    },
    down: () => {
      feeds.down();
      outbox.down();
      for (const store of stores()) store.down();
    },
  });

  return {
    connection: connection.state,
    start: () => connection.start(),
    stop: () => {
      connection.stop();
      ownClock.close();
    },
    request: (address, body) => connection.request(address, body),
    listen: (address, listener, onRefused) => feeds.listen(address, listener, onRefused),
    conversation: (id) => conversations.take(id, () => new LiveConversation(id, backend)),
    inbox: (filter) => inboxes.take(inboxKey(filter), () => new LiveInbox(filter, backend)),
    presence,
    open: (request) => outbox.open(request),
  };
}

function inboxKey({ status, assigneeId, q }: InboxFilter): string {
  return JSON.stringify([status, assigneeId, q]);
}

function webSocketOf({ webSocket }: ClientOptions): typeof WebSocket {
  // Typed as always there; Node has it since version 22.
  const found = webSocket ?? (globalThis as { WebSocket?: typeof WebSocket }).WebSocket;
  if (!found) throw new Error("This runtime has no WebSocket: pass one as `webSocket`.");
  return found;
}

function outboxPlace(
  { outboxStorage, outboxFallback = memoryStorage(), outboxTabs = NO_OTHER_TABS }: ClientOptions,
  clock: Clock,
): { storage: OutboxStorage; tabs: OutboxTabs } {
  if (outboxStorage) return { storage: outboxStorage, tabs: outboxTabs };
  const factory = globalThis.indexedDB as IDBFactory | undefined;
  return factory
    ? { storage: indexedDbStorage(factory, clock, outboxFallback), tabs: browserTabs() }
    : { storage: outboxFallback, tabs: NO_OTHER_TABS };
}

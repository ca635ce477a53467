import type { Clock } from "../clock";
import { memoryStorage } from "./memoryStorage";
import type { OutboxEntry, OutboxStorage } from "./OutboxStorage";

const DATABASE = "campfire";
const STORE = "outbox";
const BY_OWNER = "owner";
/** Some browsers leave an opening unanswered for ever; messages do not wait that long. */
const OPEN_TIMEOUT_MS = 3_000;

/** Survives reloads and crashes. `fallback` serves where IndexedDB does not (private windows, say). */
export function indexedDbStorage(
  factory: IDBFactory,
  clock: Clock,
  fallback: OutboxStorage = memoryStorage(),
): OutboxStorage {
  let opening: Promise<IDBDatabase | undefined> | undefined;

  async function open(): Promise<IDBDatabase | undefined> {
    try {
      const database = await withinTime(clock, openDatabase(factory));
      // Browsers may close it (storage cleared, system short of memory): the next call reopens it.
      database.onclose = () => (opening = undefined);
      database.onversionchange = () => {
        database.close();
        opening = undefined;
      };
      return database;
    } catch {
      return undefined;
    }
  }

  async function store(mode: IDBTransactionMode): Promise<IDBObjectStore | undefined> {
    const database = await (opening ??= open());
    // "strict": what is resolved is on the disk.
    return database?.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
  }

  return {
    async list(owner) {
      const stored = await store("readonly");
      if (!stored) return fallback.list(owner);
      return result(stored.index(BY_OWNER).getAll(owner) as IDBRequest<OutboxEntry[]>);
    },
    async put(entry) {
      const stored = await store("readwrite");
      if (!stored) return fallback.put(entry);
      stored.put(entry);
      return committed(stored.transaction);
    },
    async delete(id) {
      const stored = await store("readwrite");
      if (!stored) return fallback.delete(id);
      stored.delete(id);
      return committed(stored.transaction);
    },
  };
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex(BY_OWNER, "owner");
  };
  return result(request);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}

/** At once, without waiting for the requests' own answers: the page may be closed before they come. */
function committed(transaction: IDBTransaction): Promise<void> {
  transaction.commit();
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB aborted"));
  });
}

function withinTime<T>(clock: Clock, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(
      () => reject(new Error("IndexedDB does not answer")),
      OPEN_TIMEOUT_MS,
    );
    void promise.then(resolve, reject).finally(() => clock.clearTimeout(timer));
  });
}

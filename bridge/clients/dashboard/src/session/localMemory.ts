/** A small memory that outlives the page. */
export interface LocalMemory {
  read: (key: string) => string | undefined;
  write: (key: string, value: string) => void;
  forget: (key: string) => void;
  keys: (prefix: string) => string[];
}

/**
 * The browser's local storage. It may be forbidden or full, at any call: then things are simply not
 * remembered, and the page works on.
 */
export function localMemory(storage: () => Storage): LocalMemory {
  const attempt = <T>(action: (available: Storage) => T, otherwise: T): T => {
    try {
      return action(storage());
    } catch {
      return otherwise;
    }
  };
  return {
    read: (key) => attempt((available) => available.getItem(key) ?? undefined, undefined),
    write: (key, value) => attempt((available) => available.setItem(key, value), undefined),
    forget: (key) => attempt((available) => available.removeItem(key), undefined),
    keys: (prefix) =>
      attempt(
        (available) =>
          Array.from({ length: available.length }, (_, index) => available.key(index)).filter(
            (key): key is string => key !== null && key.startsWith(prefix),
          ),
        [],
      ),
  };
}

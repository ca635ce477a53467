export interface WatchMark {
  isSet(): boolean;
  set(exists: boolean): void;
}

/**
 * Remembers on the host page only that there is a conversation to watch, so that the next page
 * loads the frame by itself and replies are noticed. What the conversation is, and whose, is known
 * in the frame alone. Without storage the frame simply waits until it is opened.
 */
export function createWatchMark(widgetKey: string): WatchMark {
  const key = `campfire:${widgetKey}:watch`;
  return {
    isSet() {
      try {
        return localStorage.getItem(key) !== null;
      } catch {
        return false;
      }
    },
    set(exists) {
      try {
        if (exists) localStorage.setItem(key, "1");
        else localStorage.removeItem(key);
      } catch {
        // Refused or full: see above.
      }
    },
  };
}

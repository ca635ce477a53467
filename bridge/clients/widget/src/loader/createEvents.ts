export interface WidgetEvents {
  open: undefined;
  close: undefined;
  unread: number;
}

export type WidgetEventName = keyof WidgetEvents;

export interface Events {
  /** Returns the function that unsubscribes. */
  on(name: WidgetEventName, listener: (value?: number) => void): () => void;
  emit(name: WidgetEventName, value?: number): void;
}

const NAMES: readonly string[] = ["open", "close", "unread"] satisfies WidgetEventName[];

export function isEventName(name: unknown): name is WidgetEventName {
  return typeof name === "string" && NAMES.includes(name);
}

/** Tells listeners, and the page by a DOM event that bubbles from the document to the window. */
export function createEvents(): Events {
  const listeners: Record<WidgetEventName, Set<(value?: number) => void>> = {
    open: new Set(),
    close: new Set(),
    unread: new Set(),
  };
  return {
    on(name, listener) {
      // An entry of its own, so that the same function given twice is unsubscribed once.
      const entry = (value?: number) => listener(value);
      listeners[name].add(entry);
      return () => listeners[name].delete(entry);
    },
    emit(name, value) {
      for (const listener of [...listeners[name]]) {
        try {
          listener(value);
        } catch (failure) {
          // The page's own fault: reported as such, and no other listener suffers from it.
          setTimeout(() => {
            throw failure;
          });
        }
      }
      const detail = value === undefined ? null : { count: value };
      document.dispatchEvent(new CustomEvent(`campfire:${name}`, { bubbles: true, detail }));
    },
  };
}

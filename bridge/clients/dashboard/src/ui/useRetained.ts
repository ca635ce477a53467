import { useEffect } from "react";

interface Retainable {
  retain: () => () => void;
}

interface Retaining {
  /** How long the store stays live after its screen has gone; going back within this time shows it at once. */
  lingerMs?: number;
  /** Another number lets go of the store and takes it up again, which makes it ask the server anew. */
  attempt?: number;
}

/** Keeps a store live while it is on screen, and a little longer. */
export function useRetained(
  store: Retainable,
  { lingerMs = 0, attempt = 0 }: Retaining = {},
): void {
  useEffect(() => {
    const release = store.retain();
    return () => {
      if (lingerMs > 0) setTimeout(release, lingerMs);
      else release();
    };
  }, [store, lingerMs, attempt]);
}

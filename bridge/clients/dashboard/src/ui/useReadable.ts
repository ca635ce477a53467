import type { Readable } from "@campfire/client";
import { useCallback, useSyncExternalStore } from "react";

/** Renders again whenever a store of the client library changes. */
export function useReadable<T>(readable: Readable<T>): T {
  const subscribe = useCallback(
    (changed: () => void) => readable.subscribe(() => changed()),
    [readable],
  );
  const get = useCallback(() => readable.get(), [readable]);
  return useSyncExternalStore(subscribe, get);
}

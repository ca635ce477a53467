import {
  type ConversationStore,
  isPageWatched,
  watchReading,
  type ReadingWatch,
} from "@campfire/client";
import { type RefObject, useEffect, useRef } from "react";

/** Tells the store what was on screen before the reader's eyes. */
export function useReading(
  log: RefObject<HTMLElement | null>,
  store: ConversationStore,
  rows: readonly unknown[],
): void {
  const watch = useRef<ReadingWatch>(undefined);
  useEffect(() => {
    const element = log.current;
    if (element === null || typeof IntersectionObserver === "undefined") return;
    const reading = watchReading({
      log: element,
      isWatched: isPageWatched,
      read: (seq) => store.markRead(seq),
    });
    watch.current = reading;
    return () => reading.end();
  }, [log, store]);
  useEffect(() => watch.current?.refresh(), [rows]);
}

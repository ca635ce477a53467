import { isPageWatched, watchReading, type ReadingWatch } from "@campfire/client";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { MessageActions } from "./MessageActions";

/** Tells what of the log was before the visitor's eyes, while the panel is open. */
export function useReading(
  log: RefObject<HTMLElement | null>,
  rows: readonly unknown[],
  open: boolean,
  read: MessageActions["read"],
): void {
  const watch = useRef<ReadingWatch | undefined>(undefined);
  const isOpen = useRef(open);
  useEffect(() => {
    if (!log.current || typeof IntersectionObserver === "undefined") return;
    const reading = watchReading({
      log: log.current,
      isWatched: () => isOpen.current && isPageWatched(),
      read,
    });
    watch.current = reading;
    return () => reading.end();
  }, [log, read]);
  useEffect(() => watch.current?.refresh(), [rows]);
  useEffect(() => {
    isOpen.current = open;
    watch.current?.check();
  }, [open]);
}

import type { MessageRow } from "@campfire/client";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { isOwn } from "../visit/unreadCount";

export interface FollowedScroll {
  /** How many messages have come below what is on the screen. */
  missed: number;
  onScroll: () => void;
  toEnd: () => void;
}

/** This near to the end the reader counts as being there. */
const END_PX = 48;

/**
 * Keeps the end in view for who reads there, and for everybody else the place they read at, also
 * while older messages come in above.
 */
export function useFollowedScroll(
  log: RefObject<HTMLElement | null>,
  rows: readonly MessageRow[],
): FollowedScroll {
  const atEnd = useRef(true);
  const before = useRef<{ first?: string; last?: string; height: number }>({ height: 0 });
  const [missed, setMissed] = useState(0);

  const toEnd = useCallback(() => {
    const element = log.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    setMissed(0);
  }, [log]);

  const onScroll = useCallback(() => {
    const element = log.current;
    if (!element) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    atEnd.current = below < END_PX;
    if (atEnd.current) setMissed(0);
  }, [log]);

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const { first, last, height } = before.current;
    const lastRow = rows.at(-1);
    const lastIndex = rows.findIndex((row) => row.key === last);
    const added = last === undefined ? [] : rows.slice(lastIndex + 1);
    const prepended = first !== undefined && rows[0]?.key !== first && lastIndex >= 0;
    if (atEnd.current || (added.length > 0 && lastRow !== undefined && isOwn(lastRow))) toEnd();
    else if (prepended) element.scrollTop += element.scrollHeight - height;
    else if (added.length > 0) setMissed((count) => count + added.length);
    before.current = {
      ...(rows[0] ? { first: rows[0].key } : {}),
      ...(lastRow ? { last: lastRow.key } : {}),
      height: element.scrollHeight,
    };
  }, [log, rows, toEnd]);

  // The keyboard of a phone, or a growing composer, takes room from the end.
  useEffect(() => {
    const element = log.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [log]);

  return { missed, onScroll, toEnd };
}

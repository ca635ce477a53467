import { type MessageRow } from "@campfire/client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

import {
  arrivals,
  firstVisible,
  highestSeq,
  isAtEnd,
  keepInPlace,
  type OlderPages,
  wantsOlder,
} from "./scrollRules";

interface Anchor {
  key: string;
  gap: number;
}

interface ScrollKeeper {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  toEnd: () => void;
  /** Messages of others that came in while the reader was further up. */
  unseen: number;
}

/**
 * Keeps the reader's place in the list. A reader at the end stays at the end, whatever arrives and however the
 * window changes; a reader further up keeps the message at the upper edge where it was when older pages are put in
 * above. The browser's own anchoring is off for this element: it does not work at the very top, and Safari has none.
 */
export function useScrollKeeper(
  rows: readonly MessageRow[],
  readerId: string,
  pages: OlderPages & { loadOlder: () => void },
): ScrollKeeper {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const size = useRef({ clientHeight: 0, scrollHeight: 0 });
  const anchor = useRef<Anchor | undefined>(undefined);
  const seenSeq = useRef(0);
  const lastKey = useRef<string | undefined>(undefined);
  const [unseen, setUnseen] = useState(0);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    else if (anchor.current !== undefined) {
      const { key, gap } = anchor.current;
      const row = content.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
      if (row != null) element.scrollTop = keepInPlace(row.offsetTop, gap);
    }
  }, []);

  const remember = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    size.current = { clientHeight: element.clientHeight, scrollHeight: element.scrollHeight };
    atEnd.current = isAtEnd(element);
    const all = content.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [];
    const bottomOf = (index: number) => {
      const row = all[index];
      return row === undefined ? 0 : row.offsetTop + row.offsetHeight;
    };
    const row = all[firstVisible(all.length, bottomOf, element.scrollTop)];
    anchor.current =
      row === undefined
        ? undefined
        : { key: row.dataset["key"] ?? "", gap: row.offsetTop - element.scrollTop };
  }, []);

  const { loadOlder, hasOlder, loadingOlder, failed } = pages;
  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const { clientHeight, scrollHeight } = size.current;
    // A window that changes its size scrolls as well. That is not the reader's doing, so the old place holds.
    if (element.clientHeight !== clientHeight || element.scrollHeight !== scrollHeight) settle();
    remember();
    if (atEnd.current) setUnseen(0);
    if (wantsOlder(element, { hasOlder, loadingOlder, failed })) loadOlder();
  }, [settle, remember, hasOlder, loadingOlder, failed, loadOlder]);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    settle();
    setUnseen(0);
  }, [settle]);

  useLayoutEffect(() => {
    const last = rows.at(-1);
    // What I just wrote is shown, wherever I was.
    if (last?.state === "sending" && last.key !== lastKey.current && last.sender.id === readerId) {
      atEnd.current = true;
      setUnseen(0);
    }
    lastKey.current = last?.key;
    const fresh = seenSeq.current === 0 ? 0 : arrivals(rows, seenSeq.current, readerId).length;
    seenSeq.current = Math.max(seenSeq.current, highestSeq(rows));
    if (fresh > 0 && !atEnd.current) setUnseen((count) => count + fresh);
    settle();
    onScroll();
  }, [rows, readerId, settle, onScroll]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (element === null || inner === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [settle]);

  return { scroller, content, onScroll, toEnd, unseen };
}

/** Where a scrolling element stands; all in pixels. */
export interface ScrollMetrics {
  scrollTop: number;
  clientHeight: number;
  scrollHeight: number;
}

/** A reader this near to the end counts as being at the end. */
const END_SLACK_PX = 48;
/** Older messages are asked for this far before the beginning, so that a scrolling reader seldom waits. */
const NEAR_BEGINNING_PX = 600;

/** Whether the reader follows the conversation, so that a new message may scroll into view. */
export function isAtEnd({ scrollTop, clientHeight, scrollHeight }: ScrollMetrics): boolean {
  return scrollHeight - scrollTop - clientHeight <= END_SLACK_PX;
}

export interface OlderPages {
  hasOlder: boolean;
  loadingOlder: boolean;
  /** The last attempt failed: then the reader asks, not the scrolling, or it would fail in a loop. */
  failed: boolean;
}

export function wantsOlder({ scrollTop }: ScrollMetrics, pages: OlderPages): boolean {
  return pages.hasOlder && !pages.loadingOlder && !pages.failed && scrollTop < NEAR_BEGINNING_PX;
}

/**
 * The first row that is at least partly below the upper edge, found by bisection: rows stand in order. -1 if none is.
 */
export function firstVisible(
  count: number,
  bottomOf: (index: number) => number,
  scrollTop: number,
): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bottomOf(middle) > scrollTop) high = middle;
    else low = middle + 1;
  }
  return low < count ? low : -1;
}

/** Where to scroll so that the row that was `gap` below the upper edge, now at `offsetTop`, is there again. */
export function keepInPlace(offsetTop: number, gap: number): number {
  return Math.max(0, offsetTop - gap);
}

interface Arrival {
  key: string;
  seq?: number;
  sender: { id: string };
}

/** Rows that arrived behind everything seen so far (`lastSeq`) and are not the reader's own. */
export function arrivals<Row extends Arrival>(
  rows: readonly Row[],
  lastSeq: number,
  readerId: string,
): Row[] {
  return rows.filter(
    (row) => row.seq !== undefined && row.seq > lastSeq && row.sender.id !== readerId,
  );
}

export function highestSeq(rows: readonly { seq?: number }[]): number {
  return rows.reduce((highest, { seq = 0 }) => Math.max(highest, seq), 0);
}

export type Step = "next" | "previous" | "first" | "last";

/**
 * The row that a step leads to. Without a current row (-1) any step enters the list: forward at the top, backward at
 * the bottom. The ends hold; undefined means that there is no row.
 */
export function stepTo(step: Step, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  switch (step) {
    case "first":
      return 0;
    case "last":
      return last;
    case "next":
      return current < 0 ? 0 : Math.min(current + 1, last);
    case "previous":
      return current < 0 ? last : Math.max(current - 1, 0);
  }
}

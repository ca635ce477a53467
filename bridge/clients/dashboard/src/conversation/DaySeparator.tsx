import { useCallback } from "react";

import { dayLabel } from "../ui/time";
import { useClock } from "../ui/useClock";

/** The date above a day's messages; "Today" becomes "Yesterday" at midnight. */
export function DaySeparator({ at }: { at: string }) {
  const label = useClock(useCallback((now: number) => dayLabel(at, now), [at]));
  return (
    <div className="mt-4 mb-2 flex items-center gap-3 text-xs font-medium text-ink-faint first:mt-2">
      <span className="h-px flex-1 bg-line" />
      <h3>{label}</h3>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

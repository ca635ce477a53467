import { useCallback } from "react";

import { fullTime, relativeTime } from "./time";
import { useClock } from "./useClock";

/** "3m", counting on by itself; the whole date is its title. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const text = useClock(useCallback((now: number) => relativeTime(at, now), [at]));
  return (
    <time dateTime={at} title={fullTime(at)} className={className}>
      {text}
    </time>
  );
}

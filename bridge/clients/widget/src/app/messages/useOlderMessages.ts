import type { RefObject } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface OlderMessages {
  failed: boolean;
  load: () => void;
  onScroll: () => void;
}

/** So near to the top, older messages are fetched before the reader waits for them. */
const AHEAD_PX = 120;

/** Fetches history while the reader scrolls back, or while what there is does not fill the log. */
export function useOlderMessages(
  log: RefObject<HTMLElement | null>,
  hasOlder: boolean,
  loadingOlder: boolean,
  loadOlder: () => Promise<void>,
): OlderMessages {
  const [failed, setFailed] = useState(false);
  const underWay = useRef(false);

  const load = useCallback(() => {
    if (!hasOlder || underWay.current) return;
    underWay.current = true;
    setFailed(false);
    loadOlder()
      .catch(() => setFailed(true))
      .finally(() => (underWay.current = false));
  }, [hasOlder, loadOlder]);

  const onScroll = useCallback(() => {
    const element = log.current;
    if (element && element.scrollTop < AHEAD_PX && !failed) load();
  }, [log, failed, load]);

  useEffect(() => {
    const element = log.current;
    const isFilled = element && element.scrollHeight > element.clientHeight + AHEAD_PX;
    if (hasOlder && !loadingOlder && !failed && !isFilled) load();
  }, [log, hasOlder, loadingOlder, failed, load]);

  return { failed, load, onScroll };
}

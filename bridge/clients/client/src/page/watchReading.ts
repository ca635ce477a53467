export interface ReadingWatch {
  /** Looks for messages that have come into the log. */
  refresh(): void;
  /** Whether somebody looks may have changed. */
  check(): void;
  end(): void;
}

export interface ReadingOptions {
  /** The scrolling log; its messages bear `data-seq`. */
  log: HTMLElement;
  /** Whether the window is visible and focused. */
  isWatched: () => boolean;
  /** The highest `seq` that was on screen in a window that was watched; again only when higher. */
  read: (seq: number) => void;
}

/** This part of a message, or of the log when that is smaller, must be in sight. */
const PART_IN_SIGHT = 0.5;

/** Tells what was on screen before somebody's eyes: half of it in sight, in a watched window. */
export function watchReading({ log, isWatched, read }: ReadingOptions): ReadingWatch {
  const inSight = new Map<Element, number>();
  let told = 0;

  const check = (): void => {
    const seq = Math.max(0, ...inSight.values());
    if (seq <= told || !isWatched()) return;
    told = seq;
    read(seq);
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const {
        target,
        isIntersecting,
        intersectionRatio,
        intersectionRect,
        rootBounds,
      } of entries) {
        const fills = intersectionRect.height >= PART_IN_SIGHT * (rootBounds?.height ?? Infinity);
        const seq = Number((target as HTMLElement).dataset["seq"]);
        if (isIntersecting && (intersectionRatio >= PART_IN_SIGHT || fills))
          inSight.set(target, seq);
        else inSight.delete(target);
      }
      check();
    },
    { root: log, threshold: [0, PART_IN_SIGHT / 2, PART_IN_SIGHT, 1] },
  );

  window.addEventListener("focus", check);
  document.addEventListener("visibilitychange", check);
  return {
    refresh: () => {
      for (const element of inSight.keys()) if (!element.isConnected) inSight.delete(element);
      for (const element of log.querySelectorAll("[data-seq]")) observer.observe(element);
    },
    check,
    end: () => {
      observer.disconnect();
      window.removeEventListener("focus", check);
      document.removeEventListener("visibilitychange", check);
    },
  };
}

/** Whether this page is before somebody's eyes. */
export function isPageWatched(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

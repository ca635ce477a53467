/** A phone, upright or on its side: no room for a panel beside the page. */
export const SMALL_SCREEN = "(max-width: 480px), (max-height: 480px)";

export const CALM_MOTION = "(prefers-reduced-motion: reduce)";

export function matches(query: string): boolean {
  return window.matchMedia(query).matches;
}

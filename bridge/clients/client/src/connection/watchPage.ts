/** Calls `woken` when what timers believed may be wrong: the network or the page came back. */
export function watchPage(woken: () => void): () => void {
  if (typeof window === "undefined" || typeof document === "undefined") return () => undefined;
  const whenVisible = (): void => {
    if (document.visibilityState === "visible") woken();
  };
  // "offline" too: the socket is most likely dead, and the check finds out within seconds.
  window.addEventListener("online", woken);
  window.addEventListener("offline", woken);
  document.addEventListener("visibilitychange", whenVisible);
  return () => {
    window.removeEventListener("online", woken);
    window.removeEventListener("offline", woken);
    document.removeEventListener("visibilitychange", whenVisible);
  };
}

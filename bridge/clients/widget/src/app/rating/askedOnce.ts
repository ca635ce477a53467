/** What became of the question of one episode, in this browser. */
export type Asked = "rated" | "declined";

const KEPT = 20;

/** An episode is named by when it was resolved: reopened and resolved again, it is another one. */
export function episodeKey(conversationId: string, resolvedAt: string): string {
  return `${conversationId} ${resolvedAt}`;
}

/** Remembers, in the frame origin's localStorage, of which episodes was asked; the newest of them. */
export function createAskedMemory(storage: () => Storage = () => localStorage) {
  const KEY = "campfire:asked";
  const read = (): [string, Asked][] => {
    try {
      const kept: unknown = JSON.parse(storage().getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? (kept as [string, Asked][]) : [];
    } catch {
      // Refused, or not ours: then it is asked once more.
      return [];
    }
  };
  return {
    find: (episode: string): Asked | undefined => read().find(([known]) => known === episode)?.[1],
    save(episode: string, asked: Asked): void {
      const others = read().filter(([known]) => known !== episode);
      try {
        storage().setItem(KEY, JSON.stringify([[episode, asked], ...others].slice(0, KEPT)));
      } catch {
        // Refused: it holds for as long as the form is there.
      }
    },
  };
}

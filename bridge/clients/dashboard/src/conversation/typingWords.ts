import type { Typist } from "@campfire/client";

/** "Ada is typing…", "Ada and Grace are typing…", "3 people are typing…"; empty while nobody does. */
export function typingWords(typists: readonly Typist[], contactName: string): string {
  const names = typists.map(
    ({ kind, name }) => name ?? (kind === "contact" ? contactName : "An agent"),
  );
  switch (names.length) {
    case 0:
      return "";
    case 1:
      return `${names[0]} is typing…`;
    case 2:
      return `${names[0]} and ${names[1]} are typing…`;
    default:
      return `${names.length} people are typing…`;
  }
}

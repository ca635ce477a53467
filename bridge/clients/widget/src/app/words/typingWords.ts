import type { Typist } from "@campfire/client";

/** "Ada is typing…", "Ada and Grace are typing…", "3 people are typing…"; empty while nobody does. */
export function typingWords(typists: readonly Typist[], organizationName: string): string {
  const [one, other] = typists.map(({ name }) => name ?? organizationName);
  if (one === undefined) return "";
  if (other === undefined) return `${one} is typing…`;
  return typists.length === 2
    ? `${one} and ${other} are typing…`
    : `${typists.length} people are typing…`;
}

import type { Conversation } from "@campfire/client";

/**
 * The conversation to show at the start. The remembered one wins while the server does not list it:
 * its first message may still be on its way. Else the one with the latest activity.
 *
 * @param listed the contact's conversations, latest first
 */
export function chooseConversation(
  listed: readonly Conversation[],
  remembered: string | undefined,
): string | undefined {
  if (remembered !== undefined && !listed.some(({ id }) => id === remembered)) return remembered;
  return listed[0]?.id;
}

import type { AgentPresence, Availability } from "@campfire/client";

export const AVAILABILITY: Readonly<Record<Availability, string>> = {
  online: "Online",
  away: "Away",
  busy: "Busy",
  offline: "Appear offline",
};

/** How a colleague can be reached: what they chose counts only while they are connected. */
export function presenceOf({
  availability,
  isOnline,
}: Pick<AgentPresence, "availability" | "isOnline">): Availability {
  return isOnline ? availability : "offline";
}

export function presenceWords(agent: Pick<AgentPresence, "availability" | "isOnline">): string {
  const presence = presenceOf(agent);
  return presence === "offline" ? "Offline" : AVAILABILITY[presence];
}

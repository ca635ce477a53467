import type { PresenceStore } from "@campfire/client";
import { useEffect } from "react";

import { localMemory } from "../session/localMemory";
import { awayChange } from "./awayRules";

const LOOK_EVERY_MS = 15_000;
/** Input is written down at most this often. */
const WRITE_EVERY_MS = 5_000;
const INPUTS = ["pointermove", "pointerdown", "keydown", "wheel"] as const;

/** The windows of one browser share this: input in one of them counts for all. */
const memory = localMemory(() => window.localStorage);

export function inputKey(agentId: string): string {
  return `campfire:input-at:${agentId}`;
}

export function automaticKey(agentId: string): string {
  return `campfire:auto-away:${agentId}`;
}

/** Away when the agent has left their desk, and back with the first sign of them. */
export function useAutoAway(presence: PresenceStore, agentId: string): void {
  useEffect(() => {
    let writtenAt = 0;
    const look = (): void => {
      const { phase, agents } = presence.get();
      if (phase !== "ready") return;
      const inputAt = Number(memory.read(inputKey(agentId)) ?? writtenAt);
      const next = awayChange({
        availability: agents.find(({ id }) => id === agentId)?.availability,
        isAutomatic: memory.read(automaticKey(agentId)) !== undefined,
        idleMs: Date.now() - inputAt,
      });
      if (next === undefined) return;
      if (next === "away") memory.write(automaticKey(agentId), "1");
      else memory.forget(automaticKey(agentId));
      // What fails is tried at the next look.
      presence.choose(next).catch(() => undefined);
    };
    const input = (): void => {
      const now = Date.now();
      if (now - writtenAt < WRITE_EVERY_MS) return;
      writtenAt = now;
      memory.write(inputKey(agentId), String(now));
      look();
    };
    input();
    const timer = setInterval(look, LOOK_EVERY_MS);
    for (const event of INPUTS) window.addEventListener(event, input, { passive: true });
    return () => {
      clearInterval(timer);
      for (const event of INPUTS) window.removeEventListener(event, input);
    };
  }, [presence, agentId]);
}

/** What the agent chooses by hand is theirs to take back. */
export function chosenByHand(agentId: string): void {
  memory.forget(automaticKey(agentId));
}

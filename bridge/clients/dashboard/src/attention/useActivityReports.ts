import type { PresenceStore } from "@campfire/client";
import { useEffect } from "react";

import { localMemory } from "../session/localMemory";
import { isReportDue, NOTHING_REPORTED } from "./activityRules";

const LOOK_EVERY_MS = 15_000;
/** Input is written down at most this often. */
const WRITE_EVERY_MS = 5_000;
const INPUTS = ["pointermove", "pointerdown", "keydown", "wheel"] as const;

const memory = localMemory(() => window.localStorage);

/** Tells the server when this browser had its last input, from which it knows who has left their desks. */
export function useActivityReports(presence: PresenceStore, agentId: string): void {
  useEffect(() => {
    // The windows of one browser share these: input in one of them counts for all, and one reports.
    const inputKey = `campfire:input-at:${agentId}`;
    const reportedKey = `campfire:activity-reported:${agentId}`;
    // For a browser that lets nothing be stored.
    let writtenAt = 0;
    let reported = NOTHING_REPORTED;
    let isReporting = false;

    const write = (inputAt: number): void => {
      writtenAt = inputAt;
      memory.write(inputKey, String(inputAt));
    };
    const lastReported = () => {
      const [at, inputAt] = memory.read(reportedKey)?.split("/").map(Number) ?? [];
      return at === undefined || inputAt === undefined ? reported : { at, inputAt };
    };
    const look = (): void => {
      const { phase, agents } = presence.get();
      if (phase !== "ready" || isReporting) return;
      const now = Date.now();
      const inputAt = Number(memory.read(inputKey) ?? writtenAt);
      // The clock was set back: it would be just now until the time has come again.
      if (inputAt > now) return write(now);
      const availability = agents.find(({ id }) => id === agentId)?.availability;
      if (!isReportDue({ availability, inputAt, reported: lastReported(), now })) return;
      isReporting = true;
      presence
        .reportActivity(now - inputAt)
        .then(() => {
          reported = { at: now, inputAt };
          memory.write(reportedKey, `${now}/${inputAt}`);
        })
        .catch(() => undefined) // what fails is tried at the next look
        .finally(() => (isReporting = false));
    };
    const input = (): void => {
      const now = Date.now();
      if (Math.abs(now - writtenAt) < WRITE_EVERY_MS) return;
      write(now);
      look();
    };
    input();
    const unsubscribe = presence.subscribe(look); // as when it is ready
    const timer = setInterval(look, LOOK_EVERY_MS);
    for (const event of INPUTS) window.addEventListener(event, input, { passive: true });
    return () => {
      unsubscribe();
      clearInterval(timer);
      for (const event of INPUTS) window.removeEventListener(event, input);
    };
  }, [presence, agentId]);
}

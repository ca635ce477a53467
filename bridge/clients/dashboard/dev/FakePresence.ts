import type { AgentPresence, Availability, PresenceState, PresenceStore } from "@campfire/client";

import { FakeReadable } from "./FakeReadable";

export class FakePresence extends FakeReadable<PresenceState> implements PresenceStore {
  retained = 0;
  readonly chosen: Availability[] = [];
  readonly reported: number[] = [];

  constructor(
    agents: AgentPresence[],
    private readonly meId: string,
  ) {
    super({ phase: "ready", agents, available: true });
  }

  retain(): () => void {
    this.retained++;
    return () => {
      this.retained--;
    };
  }

  choose(availability: Availability): Promise<void> {
    this.chosen.push(availability);
    const agents = this.get().agents.map((agent) =>
      agent.id === this.meId ? { ...agent, availability } : agent,
    );
    this.set({ ...this.get(), agents });
    return Promise.resolve();
  }

  reportActivity(idleMs: number): Promise<void> {
    this.reported.push(idleMs);
    return Promise.resolve();
  }
}

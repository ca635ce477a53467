import { describe, expect, it } from "vitest";
import { ADA, GRACE, ORG } from "../../test/FakeServer";
import { newWorld } from "../../test/newWorld";
import type { AgentPresence } from "../generated/contract";

const ADA_THERE: AgentPresence = {
  id: ADA.id,
  name: "Ada",
  availability: "online",
  isOnline: true,
};
const GRACE_GONE: AgentPresence = {
  id: GRACE.id,
  name: "Grace",
  availability: "online",
  isOnline: false,
};

async function listening() {
  const world = newWorld();
  const { client, clock, server } = world;
  server.setPresence(GRACE_GONE);
  server.setPresence(ADA_THERE);
  client.start();
  const release = client.presence.retain();
  await clock.advance(50);
  return { ...world, presence: client.presence, release };
}

describe("LivePresence", () => {
  it("is the whole once, and then what changes", async () => {
    const { presence, clock, server } = await listening();
    expect(presence.get()).toMatchObject({ phase: "ready", available: true });
    server.setPresence({ ...ADA_THERE, availability: "busy" });
    await clock.advance(5);
    expect(presence.get().available).toBe(false);
    server.setPresence({ ...GRACE_GONE, isOnline: true });
    await clock.advance(5);
    expect(presence.get().agents.map(({ name, isOnline }) => [name, isOnline])).toEqual([
      ["Ada", true],
      ["Grace", true],
    ]);
    expect(presence.get().available).toBe(true);
    expect(server.requests("presence.list")).toHaveLength(1);
  });

  it("holds a change back that comes before the whole", async () => {
    const { client, clock, server } = newWorld();
    server.setPresence(GRACE_GONE);
    client.start();
    client.presence.retain();
    await clock.advance(3);
    server.answers = (address) => (address === "presence.list" ? { status: 503 } : undefined);
    while (server.requests("presence.list").length === 0) await clock.advance(1);
    server.setPresence({ ...GRACE_GONE, isOnline: true });
    await clock.advance(5);
    expect(client.presence.get().agents).toEqual([]);
    server.answers = () => undefined;
    await clock.advance(5_000);
    expect(client.presence.get().agents).toMatchObject([{ name: "Grace", isOnline: true }]);
  });

  it("asks anew after a reconnect", async () => {
    const { presence, clock, server } = await listening();
    server.socket.end(1006);
    await clock.advance(5);
    expect(presence.get().phase).toBe("catchingUp");
    server.agents.set(ADA.id, { ...ADA_THERE, isOnline: false });
    await clock.advance(20_000);
    expect(presence.get()).toMatchObject({
      phase: "ready",
      available: false,
      agents: [{ name: "Grace" }, { name: "Ada", isOnline: false }],
    });
  });

  it("says what one chooses, and leaves its feed when nobody looks", async () => {
    const { presence, clock, server, release } = await listening();
    const done = presence.choose("away");
    await clock.advance(5);
    await done;
    expect(server.agents.get(ADA.id)?.availability).toBe("away");
    expect(presence.get().agents[0]).toMatchObject({ name: "Ada", availability: "away" });
    release();
    await clock.advance(5);
    expect([...server.socket.feeds]).not.toContain(`org:${ORG}:agents:presence`);
  });

  it("says how long ago one was active, in the bounds of the contract, and takes what follows", async () => {
    const { presence, clock, server } = await listening();
    for (const idleMs of [3 * 86_400_000, 0.6, -5]) {
      const done = presence.reportActivity(idleMs);
      await clock.advance(5);
      await done;
      expect(presence.get().agents[0]?.availability).toBe(idleMs > 1 ? "away" : "online");
    }
    expect(server.requests("presence.active")).toEqual([
      { idleMs: 86_400_000 },
      { idleMs: 1 },
      { idleMs: 0 },
    ]);
  });
});

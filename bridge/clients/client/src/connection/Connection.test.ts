// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { ADA, MIA, ORG } from "../../test/FakeServer";
import { newWorld } from "../../test/newWorld";
import { ProblemError } from "../ProblemError";
import { problemOfStatus } from "../problems";

const unauthenticated = () => Promise.reject(new ProblemError(problemOfStatus(401, "No.")));

async function online(world = newWorld()) {
  world.client.start();
  await world.clock.advance(50);
  return world;
}

describe("Connection", () => {
  it("signs in with its first frame and is online", async () => {
    const { client, server } = await online();
    expect(server.socket.url).toBe("wss://chat.example.com/eventbus/websocket");
    expect(server.received[0]).toMatchObject({
      type: "send",
      address: "session.auth",
      body: { token: "token-1" },
    });
    expect(client.connection.get()).toEqual({ phase: "online", caller: ADA });
  });

  it("reads text frames as well as binary ones", async () => {
    const world = newWorld();
    world.server.framesAreText = true;
    await online(world);
    expect(world.client.connection.get().phase).toBe("online");
  });

  it("sends a request made before it is online as soon as it is", async () => {
    const { client, clock, server } = newWorld();
    server.seed("a", 1);
    const reply = client.request("messaging.get", { conversationId: "a" });
    client.start();
    await clock.advance(50);
    await expect(reply).resolves.toMatchObject({ id: "a" });
  });

  it("rejects with the server's problem", async () => {
    const { client, clock } = await online();
    const reply = client.request("messaging.get", { conversationId: "none" });
    const refused = expect(reply).rejects.toMatchObject({ problem: { code: "not_found" } });
    await clock.advance(10);
    await refused;
  });

  it("rejects a request without an answer after 5 s, as repeatable", async () => {
    const { client, clock, server } = await online();
    server.answers = () => "silence";
    const problems: unknown[] = [];
    client
      .request("messaging.get", { conversationId: "a" })
      .catch((e: unknown) => problems.push(e));
    await clock.advance(4_999);
    expect(problems).toEqual([]);
    await clock.advance(2);
    expect(problems).toMatchObject([{ problem: { code: "unavailable", retryable: true } }]);
  });

  it("rejects what is in flight when the socket closes", async () => {
    const { client, clock, server } = await online();
    server.answers = () => "silence";
    const reply = client.request("messaging.get", { conversationId: "a" });
    const lost = expect(reply).rejects.toMatchObject({ problem: { code: "unavailable" } });
    await clock.advance(10);
    server.socket.end(1006);
    await clock.advance(10);
    await lost;
  });

  it("reconnects after a pause, and says until when it waits", async () => {
    const { client, clock, server } = await online();
    server.socket.end(1006);
    await clock.advance(5);
    const waiting = client.connection.get();
    expect(waiting).toMatchObject({
      phase: "waiting",
      caller: ADA,
      problem: { code: "unavailable" },
    });
    expect(waiting.retryAt).toBeGreaterThan(clock.now() + 2_000);
    await clock.advance(2_550);
    expect(client.connection.get().phase).toBe("online");
    expect(server.sockets).toHaveLength(2);
  });

  it("waits longer with each failure, and starts over once it was online", async () => {
    const { client, clock, server } = await online();
    server.accepts = false;
    server.socket.end(1006);
    const pauses: number[] = [];
    client.connection.subscribe(({ phase, retryAt = 0 }) => {
      if (phase === "waiting") pauses.push(retryAt - clock.now());
    });
    await clock.advance(60_000);
    expect(pauses).toEqual([2_500, 5_000, 10_000, 15_000, 15_000, 15_000]);
    server.accepts = true;
    await clock.advance(20_000);
    pauses.length = 0;
    server.socket.end(1006);
    await clock.advance(5);
    expect(pauses).toEqual([2_500]);
  });

  it("asks again sooner when the page has just been loaded", async () => {
    const { client, clock, server } = newWorld();
    server.accepts = false;
    client.start();
    await clock.advance(5);
    expect((client.connection.get().retryAt ?? 0) - clock.now()).toBeLessThanOrEqual(500);
  });

  it("comes back after a random pause when the node leaves", async () => {
    const { client, clock, server } = await online();
    server.socket.end(4503);
    await clock.advance(2_400);
    expect(client.connection.get().phase).toBe("waiting");
    await clock.advance(200);
    expect(client.connection.get().phase).toBe("online");
  });

  it("stays away for 10 s when it was closed for flooding", async () => {
    const { client, clock, server } = await online();
    server.socket.end(4429);
    await clock.advance(10_000);
    expect(client.connection.get().phase).toBe("waiting");
  });

  it("asks for a new token at once when the session was refused", async () => {
    const { client, clock, server } = await online();
    server.validToken = "token-2";
    server.socket.end(4401);
    await clock.advance(50);
    expect(client.connection.get().phase).toBe("online");
    expect(server.requests("session.auth").at(-1)).toEqual({ token: "token-2" });
  });

  it("does not ask at once over and over when every new token is refused", async () => {
    const { clock, server } = await online();
    server.answers = (address) => (address === "session.auth" ? { status: 401 } : undefined);
    server.socket.end(4401);
    await clock.advance(10_000);
    expect(server.sockets.length).toBeLessThan(6);
  });

  it("keeps the token over a reconnect", async () => {
    const token = vi.fn();
    const world = newWorld({ token });
    token.mockImplementation(world.server.token);
    const { clock, server } = await online(world);
    server.socket.end(1006);
    await clock.advance(3_000);
    expect(server.requests("session.auth")).toHaveLength(2);
    expect(token).toHaveBeenCalledTimes(1);
  });

  it("is signed out when no token is given, and tries no more", async () => {
    const { client, clock, server } = newWorld({ token: unauthenticated });
    const reply = expect(
      client.request("messaging.get", { conversationId: "a" }),
    ).rejects.toMatchObject({ problem: { code: "unauthenticated" } });
    client.start();
    await clock.advance(60_000);
    await reply;
    expect(client.connection.get()).toMatchObject({
      phase: "signedOut",
      problem: { code: "unauthenticated" },
    });
    expect(server.sockets).toHaveLength(0);
    await expect(client.request("messaging.get", { conversationId: "a" })).rejects.toMatchObject({
      problem: { code: "unauthenticated" },
    });
  });

  it("waits when the token cannot be had for another reason", async () => {
    const { client, clock } = newWorld({ token: () => Promise.reject(new TypeError("fetch")) });
    client.start();
    await clock.advance(10);
    expect(client.connection.get()).toMatchObject({
      phase: "waiting",
      problem: { code: "unavailable" },
    });
  });

  it("renews the token on the live socket at 80 % of its life", async () => {
    const { client, clock, server } = await online();
    server.validToken = "token-2";
    await clock.advance(719_000);
    expect(server.requests("session.auth")).toHaveLength(1);
    await clock.advance(2_000);
    expect(server.requests("session.auth")).toEqual([{ token: "token-1" }, { token: "token-2" }]);
    expect(server.sockets).toHaveLength(1);
    expect(client.connection.get().phase).toBe("online");
  });

  it("renews after the machine has slept past it", async () => {
    const { clock, server } = await online();
    await clock.sleep(800_000);
    await clock.advance(100);
    expect(server.requests("session.auth")).toHaveLength(2);
    expect(server.sockets).toHaveLength(1);
  });

  it("renews at the next heartbeat when its timer has slept as well", async () => {
    const { clock, server } = await online();
    clock.hibernate(800_000);
    await clock.advance(26_000);
    expect(server.requests("session.auth")).toHaveLength(2);
    expect(server.sockets).toHaveLength(1);
  });

  it("tries a failed renewal again while the old token still lasts", async () => {
    const token = vi.fn();
    const world = newWorld({ token });
    token.mockImplementation(world.server.token);
    const { client, clock, server } = await online(world);
    token.mockRejectedValueOnce(new TypeError("fetch"));
    await clock.advance(735_000);
    expect(server.requests("session.auth")).toHaveLength(2);
    expect(server.sockets).toHaveLength(1);
    expect(client.connection.get().phase).toBe("online");
  });

  it("comes back as another caller on a socket of its own", async () => {
    const { client, clock, server } = await online();
    server.caller = { ...ADA, id: "grace" };
    await clock.advance(725_000);
    expect(server.sockets).toHaveLength(2);
    expect(server.open).toHaveLength(1);
    expect(client.connection.get().caller?.id).toBe("grace");
  });

  it("survives a clock that is far ahead without asking all the time", async () => {
    const world = newWorld();
    world.server.tokenLifeMs = -3_600_000;
    await online(world);
    await world.clock.advance(300_000);
    expect(world.server.requests("session.auth").length).toBeLessThan(8);
    expect(world.client.connection.get().phase).toBe("online");
  });

  it("pings in the server's rhythm", async () => {
    const { clock, server } = await online();
    await clock.advance(100_000);
    expect(server.received.filter(({ type }) => type === "ping")).toHaveLength(4);
    expect(server.sockets).toHaveLength(1);
  });

  it("gives up a half-open socket 10 s after a ping, and reconnects", async () => {
    const { client, clock, server } = await online();
    server.socket.isHalfOpen = true;
    await clock.advance(25_000);
    expect(client.connection.get().phase).toBe("online");
    await clock.advance(10_100);
    expect(client.connection.get().phase).toBe("waiting");
    await clock.advance(3_000);
    expect(client.connection.get().phase).toBe("online");
  });

  it("looks at once at a line on which a request had no answer", async () => {
    const { client, clock, server } = await online();
    server.socket.isHalfOpen = true;
    client.request("messaging.list", {}).catch(() => undefined);
    await clock.advance(5_000);
    client.request("messaging.list", {}).catch(() => undefined);
    await clock.advance(9_900);
    expect(client.connection.get().phase).toBe("online");
    await clock.advance(200);
    expect(client.connection.get().phase).toBe("waiting");
  });

  it("takes any frame as a sign of life", async () => {
    const { client, clock, server } = await online();
    client.listen(`org:${ORG}:inbox`, () => undefined);
    await clock.advance(24_900);
    server.pongs = false;
    await clock.advance(1_000);
    server.publish(`org:${ORG}:inbox`, { type: "conversation.opened" });
    await clock.advance(15_000);
    expect(server.sockets).toHaveLength(1);
  });

  it("does not judge a socket by a timer that overslept", async () => {
    const { clock, server } = await online();
    await clock.sleep(3_600_000 / 4);
    await clock.advance(60_000);
    expect(server.sockets).toHaveLength(1);
  });

  it.each(["online", "offline"])("checks at once whether it lives on `%s`", async (event) => {
    const { client, clock, server } = await online();
    server.socket.isHalfOpen = true;
    window.dispatchEvent(new Event(event));
    await clock.advance(4_100);
    expect(client.connection.get().phase).toBe("waiting");
  });

  it("reconnects at once when the page comes back to sight", async () => {
    const { client, clock, server } = await online();
    server.accepts = false;
    server.socket.end(1006);
    await clock.advance(30_000);
    server.accepts = true;
    document.dispatchEvent(new Event("visibilitychange"));
    await clock.advance(50);
    expect(client.connection.get().phase).toBe("online");
  });

  it("stops with everything, and starts anew", async () => {
    const { client, clock, server } = await online();
    client.stop();
    expect(client.connection.get()).toEqual({ phase: "idle" });
    await clock.advance(20);
    expect(server.open).toHaveLength(0);
    expect(clock.timerCount).toBe(0);
    window.dispatchEvent(new Event("online"));
    await clock.advance(60_000);
    expect(server.sockets).toHaveLength(1);
    client.start();
    await clock.advance(50);
    expect(client.connection.get().phase).toBe("online");
  });

  it("survives a connection that never opens", async () => {
    const { client, clock, server } = newWorld();
    client.start();
    await clock.advance(0);
    for (const socket of server.sockets) socket.end = () => undefined;
    server.accepts = false;
    await clock.advance(10_100);
    expect(client.connection.get().phase).toBe("waiting");
  });
});

describe("listen", () => {
  const address = `org:${ORG}:conv:a`;

  it("registers once, hears of joining and of every event, and unregisters at the end", async () => {
    const { client, clock, server } = await online();
    server.seed("a", 0);
    const first: string[] = [];
    const second: string[] = [];
    const endFirst = client.listen(address, ({ type }) => first.push(type));
    await clock.advance(10);
    const endSecond = client.listen(address, ({ type }) => second.push(type));
    await clock.advance(10);
    server.say("a", "hello", MIA);
    await clock.advance(10);
    expect(second).toEqual(["feed.joined", "message.sent"]);
    endFirst();
    endFirst();
    await clock.advance(10);
    expect(server.socket.feeds.has(address)).toBe(true);
    endSecond();
    await clock.advance(10);
    expect(server.socket.feeds.has(address)).toBe(false);
    expect(first.at(-1)).toBe("message.sent");
  });

  it("registers again after a reconnect", async () => {
    const { client, clock, server } = await online();
    server.seed("a", 0);
    const types: string[] = [];
    client.listen(address, ({ type }) => types.push(type));
    await clock.advance(10);
    server.socket.end(1006);
    await clock.advance(3_000);
    expect(types).toEqual(["feed.joined", "feed.joined"]);
  });

  it("says when it is refused", async () => {
    const { client, clock } = await online();
    const refusals: string[] = [];
    client.listen(
      address,
      () => undefined,
      ({ code }) => refusals.push(code),
    );
    await clock.advance(10);
    expect(refusals).toEqual(["not_found"]);
  });

  it("registers again when nobody answers", async () => {
    const { client, clock, server } = await online();
    server.seed("a", 0);
    const types: string[] = [];
    server.socket.deliver = () => undefined;
    client.listen(address, ({ type }) => types.push(type));
    await clock.advance(10);
    Reflect.deleteProperty(server.socket, "deliver");
    await clock.advance(12_000);
    expect(types).toEqual(["feed.joined"]);
  });
});

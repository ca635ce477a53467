import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { createClient } from "./createClient";

const CALLER = { id: "bot-1", org: "org-1", role: "service" };
let server: WebSocketServer;

afterEach(() => {
  server.close();
});

/** The least of a server, over a real socket: it signs in and counts. */
async function listening(): Promise<string> {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1", path: "/eventbus/websocket" });
  server.on("connection", (socket) =>
    socket.on("message", (data: Buffer) => {
      const { address, replyAddress } = JSON.parse(data.toString()) as Record<string, string>;
      const expiresAt = new Date(Date.now() + 900_000).toISOString();
      const body =
        address === "session.auth"
          ? { caller: CALLER, expiresAt, contract: "1.0", epoch: 1, heartbeatMs: 25_000 }
          : { items: [], next: null };
      // Binary frames, as the Vert.x bridge sends them.
      socket.send(Buffer.from(JSON.stringify({ type: "rec", address: replyAddress, body })));
    }),
  );
  await new Promise((ready) => server.once("listening", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("works in Node, with a WebSocket of a library's, real timers and an outbox in memory", async () => {
  const url = await listening();
  const token = { accessToken: "t", expiresAt: new Date(Date.now() + 900_000).toISOString() };
  const client = createClient({
    url,
    token: () => Promise.resolve(token),
    webSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    random: () => 0,
  });
  client.start();
  await expect(client.request("messaging.list", {})).resolves.toEqual({ items: [], next: null });
  expect(client.connection.get()).toMatchObject({ phase: "online", caller: { id: "bot-1" } });
  client.stop();
});

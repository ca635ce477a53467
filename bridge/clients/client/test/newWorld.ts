import { onTestFinished } from "vitest";
import type { Client, ClientOptions } from "../src/api";
import { createClient } from "../src/createClient";
import { FakeClock } from "./FakeClock";
import { FakeServer } from "./FakeServer";

export interface World {
  clock: FakeClock;
  server: FakeServer;
  client: Client;
}

/** A server, a client of it that has not started, and the time that both live in. */
export function newWorld(options: Partial<ClientOptions> = {}): World {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  const client = newClient(clock, server, options);
  return { clock, server, client };
}

export function newClient(
  clock: FakeClock,
  server: FakeServer,
  options: Partial<ClientOptions> = {},
): Client {
  const client = createClient({
    url: "https://chat.example.com",
    token: server.token,
    webSocket: server.webSocket,
    clock,
    random: () => 0.5,
    ...options,
  });
  onTestFinished(() => client.stop());
  return client;
}

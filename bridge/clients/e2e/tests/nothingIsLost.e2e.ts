import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectAs, signIn, visit } from "../src/api";
import { CampfireServer, cleanUp, temporaryFolder } from "../src/CampfireServer";

interface Message {
  id: string;
  seq: number;
  clientMessageId: string;
}

let folder: string;
let server: CampfireServer;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await CampfireServer.start(["--demo", "--data", folder]);
});
afterAll(() => cleanUp([server], [folder]));

it("what was acknowledged before a kill -9 is there once, in one order", async () => {
  const visitor = await connectAs(server.url, await visit(server.url));
  const { id: conversationId } = await visitor.request<{ id: string }>("messaging.open", {
    message: { clientMessageId: randomUUID(), content: "first" },
  });
  const agent = await connectAs(server.url, await signIn(server.url, "ada@demo.test"));
  const acknowledged = new Map<string, Message>();
  const ids = Array.from({ length: 1_000 }, () => randomUUID());

  // An agent's burst is 200, so they go in waves; the server dies in the middle of the third.
  let killed: Promise<void> | undefined;
  const sends: Promise<void>[] = [];
  for (const [index, clientMessageId] of ids.entries()) {
    const sent = agent
      .request<{ message: Message }>("messaging.send", {
        conversationId,
        clientMessageId,
        content: `message ${index}`,
      })
      .then(({ message }) => {
        acknowledged.set(clientMessageId, message);
        if (acknowledged.size === 500) killed = server.kill();
      })
      .catch(() => undefined);
    sends.push(sent);
    if (index % 150 === 149) {
      await Promise.all(sends.splice(0));
      await new Promise((later) => setTimeout(later, killed === undefined ? 3_000 : 0));
    }
  }
  await Promise.all(sends);
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(500);
  expect(acknowledged.size).toBeLessThan(1_000);

  await server.launch();

  const again = await connectAs(server.url, await signIn(server.url, "ada@demo.test"));
  const stored: Message[] = [];
  for (;;) {
    const page = await again.request<{ messages: Message[] }>("messaging.history", {
      conversationId,
      afterSeq: stored.length,
      limit: 200,
    });
    if (page.messages.length === 0) break;
    stored.push(...page.messages);
  }
  expect(stored.map((message) => message.seq)).toEqual(stored.map((_, index) => index + 1));
  expect(new Set(stored.map((message) => message.clientMessageId)).size).toBe(stored.length);
  for (const [clientMessageId, message] of acknowledged) {
    const found = stored[message.seq - 1];
    expect(found?.clientMessageId).toBe(clientMessageId);
    expect(found?.id).toBe(message.id);
  }
  again.close();
});

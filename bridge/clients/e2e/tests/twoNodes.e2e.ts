import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectAs, signIn, visit } from "../src/api";
import type { BridgeSocket, Refused } from "../src/BridgeSocket";
import { CampfireServer, cleanUp, freePort, temporaryFolder } from "../src/CampfireServer";

interface Message {
  seq: number;
  clientMessageId: string;
  content: string;
}

let folder: string;
let environment: Record<string, string>;
let first: CampfireServer;
let second: CampfireServer;

beforeAll(async () => {
  folder = await temporaryFolder();
  const clusterPort = await freePort();
  environment = {
    CAMPFIRE_CLUSTER_NAME: `e2e-${randomUUID()}`,
    CAMPFIRE_CLUSTER_PORT: `${Math.min(clusterPort, 64_000)}`,
  };
  first = await CampfireServer.start(["--cluster", "--demo", "--data", folder], environment);
  // The second node has the first one's database: the file says on which port it listens.
  const pidFile = await readFile(join(folder, "postgres", "postmaster.pid"), "utf8");
  const port = pidFile.split("\n")[3] ?? "";
  environment["CAMPFIRE_DATABASE_URL"] = `postgresql://campfire@127.0.0.1:${port}/campfire`;
  second = await CampfireServer.start(["--cluster"], environment);
});
afterAll(() => cleanUp([first, second], [folder]));

function events(socket: BridgeSocket, type: string): { message: Message }[] {
  return socket.frames
    .map((frame) => frame.body as { type?: string; message: Message } | undefined)
    .filter((body) => body?.type === type)
    .map((body) => body as { message: Message });
}

it("a contact on one node and an agent on the other talk", async () => {
  const session = await visit(first.url);
  const contact = await connectAs(first.url, session);
  const agent = await connectAs(second.url, await signIn(second.url, "ada@demo.test"));
  await agent.register(`org:${session.org}:inbox`);

  const { id: conversationId } = await contact.request<{ id: string }>("messaging.open", {
    message: { clientMessageId: randomUUID(), content: "is anybody there?" },
  });
  await expect.poll(() => events(agent, "conversation.opened").length).toBe(1);
  const feed = `org:${session.org}:conv:${conversationId}`;
  await Promise.all([contact.register(feed), agent.register(feed)]);
  await agent.request("messaging.send", {
    conversationId,
    clientMessageId: randomUUID(),
    content: "yes, here",
  });
  await contact.request("messaging.send", {
    conversationId,
    clientMessageId: randomUUID(),
    content: "good",
  });

  for (const socket of [contact, agent]) {
    await expect
      .poll(() => events(socket, "message.sent").map(({ message }) => message.content))
      .toEqual(["yes, here", "good"]);
    socket.close();
  }
});

it("32 writers on one conversation through two nodes leave no hole", async () => {
  const session = await visit(first.url);
  const contact = await connectAs(first.url, session);
  const { id: conversationId } = await contact.request<{ id: string }>("messaging.open", {
    message: { clientMessageId: randomUUID(), content: "go" },
  });
  const nodes = [first, second];
  const agents = ["ada@demo.test", "grace@demo.test"];
  const sessions = await Promise.all(
    agents.map((email, index) => signIn((nodes[index] ?? first).url, email)),
  );
  const writers = await Promise.all(
    Array.from({ length: 32 }, (_, index) => {
      const at = nodes[index % 2] ?? first;
      const as = sessions[index % 2];
      if (as === undefined) throw new Error("no session");
      return connectAs(at.url, as);
    }),
  );
  const clientMessageIds = Array.from({ length: 160 }, () => randomUUID());
  // Each intended message is sent twice, by writers on different nodes of the same agent's.
  const seqs = await Promise.all(
    clientMessageIds.map(async (clientMessageId, index) => {
      const body = { conversationId, clientMessageId, content: `message ${index}` };
      const writer = writers[index % 32];
      const twin = writers[(index + 2) % 32];
      if (writer === undefined || twin === undefined) throw new Error("no writer");
      const [once, twice] = await Promise.all([
        writer.request<{ message: Message; duplicate: boolean }>("messaging.send", body),
        twin.request<{ message: Message; duplicate: boolean }>("messaging.send", body),
      ]);
      expect(once.message).toEqual(twice.message);
      expect([once.duplicate, twice.duplicate].sort()).toEqual([false, true]);
      return once.message.seq;
    }),
  );
  expect([...seqs].sort((a, b) => a - b)).toEqual(clientMessageIds.map((_, index) => index + 2));
  writers.forEach((writer) => writer.close());
  contact.close();
});

it("when the only messaging node leaves, requests answer unavailable within 3 s", async () => {
  const clusterPort = await freePort();
  const alone = {
    ...environment,
    CAMPFIRE_CLUSTER_NAME: `e2e-${randomUUID()}`,
    CAMPFIRE_CLUSTER_PORT: `${Math.min(clusterPort, 64_000)}`,
  };
  const messaging = await CampfireServer.run(["messaging", "--cluster"], alone);
  const rest = await CampfireServer.run(["identity", "bridge", "--cluster"], alone);
  await expect(fetch(messaging.url)).rejects.toThrow();
  const socket = await connectAs(rest.url, await visit(rest.url));
  await socket.request("messaging.list", {});

  await messaging.stop();

  const asked = performance.now();
  const failure = await socket
    .request("messaging.list", {})
    .catch((error: unknown) => error as Refused);
  expect((failure as Refused).code).toBe("unavailable");
  expect(performance.now() - asked).toBeLessThan(3_000);
  socket.close();
  await rest.stop();
});

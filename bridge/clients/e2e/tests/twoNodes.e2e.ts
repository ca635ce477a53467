import { randomUUID } from "node:crypto";
import { expect, inject, it, onTestFinished } from "vitest";
import { connectAs, signIn, visit } from "../src/api";
import type { BridgeSocket, Refused } from "../src/BridgeSocket";
import { CampfireServer, cleanUp } from "../src/CampfireServer";
import { newCluster } from "../src/common";
import { databaseUrl } from "../src/openDatabase";

interface Message {
  seq: number;
  clientMessageId: string;
  content: string;
}

const [first, second] = inject("common").nodes;

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

it("when the only messaging node leaves, requests answer unavailable within 5 s", async () => {
  const { data } = inject("common");
  const alone = { ...(await newCluster()), CAMPFIRE_DATABASE_URL: await databaseUrl(data) };
  const messaging = await CampfireServer.run(["messaging", "--cluster"], alone);
  onTestFinished(() => cleanUp([messaging], []));
  const rest = await CampfireServer.run(["identity", "bridge", "--cluster"], alone);
  onTestFinished(() => cleanUp([rest], []));
  await expect(fetch(messaging.url)).rejects.toThrow();
  const socket = await connectAs(rest.url, await visit(rest.url));
  await socket.request("messaging.list", {});

  await messaging.stop();

  const asked = performance.now();
  const failure = await socket
    .request("messaging.list", {})
    .catch((error: unknown) => error as Refused);
  expect((failure as Refused).code).toBe("unavailable");
  expect(performance.now() - asked).toBeLessThan(5_000);
  socket.close();
});

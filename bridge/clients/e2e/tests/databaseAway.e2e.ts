import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectAs, signIn } from "../src/api";
import { Refused } from "../src/BridgeSocket";
import { CampfireServer, cleanUp, temporaryFolder } from "../src/CampfireServer";

let folder: string;
let server: CampfireServer;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await CampfireServer.start(["--demo", "--data", folder]);
});
afterAll(() => cleanUp([server], [folder]));

/** PostgreSQL's processes: the first, and those that it has started. */
async function postgres(): Promise<number[]> {
  const lock = await readFile(join(folder, "postgres", "postmaster.pid"), "utf8");
  const first = Number(lock.split("\n")[0]);
  const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    all.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")),
  );
  // proc(5): the parent follows the state, behind the name in brackets.
  const isOurs = (stat: string): boolean =>
    stat.slice(stat.lastIndexOf(")")).split(" ")[2] === `${first}`;
  return [first, ...all.filter((_, index) => isOurs(parents[index] ?? ""))];
}

it("a database that does not answer is unavailable, and all goes on when it is back", async () => {
  const session = await signIn(server.url, "ada@demo.test");
  const agent = await connectAs(server.url, session);
  const { items } = await agent.request<{ items: { id: string }[] }>("messaging.list", {});
  const conversationId = items[0]?.id ?? "";
  const clientMessageId = randomUUID();
  const content = "sent while the database slept";
  const byHttp = (): Promise<Response> =>
    fetch(`${server.url}/api/v1/conversations/${conversationId}/messages`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${session.accessToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ clientMessageId, content }),
    });
  const byBus = (): Promise<{ message: { seq: number }; duplicate: boolean }> =>
    agent.request("messaging.send", { conversationId, clientMessageId, content });

  const processes = await postgres();
  processes.forEach((pid) => process.kill(pid, "SIGSTOP"));
  const [overHttp, overBus] = await Promise.all([
    byHttp(),
    byBus().then(
      () => "answered",
      (failure: unknown) => (failure instanceof Refused ? failure.code : failure),
    ),
  ]).finally(() => processes.forEach((pid) => process.kill(pid, "SIGCONT")));

  expect(overHttp.status).toBe(503);
  expect(overHttp.headers.get("retry-after")).not.toBeNull();
  expect(await overHttp.json()).toMatchObject({ code: "unavailable", retryable: true });
  expect(overBus).toBe("unavailable");

  await expect.poll(async () => (await byHttp()).ok, { timeout: 20_000 }).toBe(true);
  expect((await byBus()).duplicate).toBe(true);
  const { messages } = await agent.request<{ messages: { content: string }[] }>(
    "messaging.history",
    { conversationId },
  );
  expect(messages.filter((message) => message.content === content)).toHaveLength(1);
});

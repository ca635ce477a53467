import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeAll, expect, inject, it } from "vitest";
import { connectAs, signIn, visit } from "../src/api";
import type { BridgeSocket, Refused } from "../src/BridgeSocket";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** What docs/writing-a-verticle.md tells to write and to run, by the word behind the language. */
interface Step {
  language: string;
  where: string;
  text: string;
}

const { nodes, extensions } = inject("common");
const [, second] = nodes;
const outside = dirname(extensions);

let steps: Step[];
let contact: BridgeSocket;
let agent: BridgeSocket;

async function readPage(): Promise<Step[]> {
  const page = await readFile(join(ROOT, "docs/writing-a-verticle.md"), "utf8");
  const end = page.indexOf("## A module of this repository");
  return [...page.slice(0, end).matchAll(/^```(\w+) ?(.*)\n([^]*?)^```$/gm)].map((block) => ({
    language: block[1] ?? "",
    where: block[2] ?? "",
    text: block[3] ?? "",
  }));
}

async function shell(command: string, folder: string): Promise<void> {
  try {
    await promisify(execFile)("sh", ["-ec", command], { cwd: folder, maxBuffer: 1 << 26 });
  } catch (failure) {
    const { stdout, stderr } = failure as { stdout: string; stderr: string };
    throw new Error(`${command}\n${stdout}\n${stderr}`, { cause: failure });
  }
}

const QUESTIONS = { "weather.today": { city: "Kiel" }, "stock.level": { article: "lamp" } };

async function refusal(socket: BridgeSocket, address: keyof typeof QUESTIONS): Promise<string> {
  return socket.request(address, QUESTIONS[address]).then(
    () => "answered",
    (failure: unknown) => (failure as Refused).code,
  );
}

beforeAll(async () => {
  steps = await readPage();
});

/** Both come in by the node that has no extension. */
async function comeIn(): Promise<void> {
  contact = await connectAs(second.url, await visit(second.url));
  agent = await connectAs(second.url, await signIn(second.url, "ada@demo.test"));
  for (const socket of [contact, agent]) {
    Object.keys(QUESTIONS).forEach((address) => socket.strangers.add(address));
  }
}
afterEach(() => {
  contact.close();
  agent.close();
});

async function open(content: string): Promise<string> {
  const { id } = await contact.request<{ id: string }>("messaging.open", {
    message: { clientMessageId: randomUUID(), content },
  });
  return id;
}

async function answers(conversationId: string): Promise<string[]> {
  const page = await agent.request<{
    messages: { content: string; sender: { kind: string } }[];
  }>("messaging.history", { conversationId });
  return page.messages.filter(({ sender }) => sender.kind === "bot").map(({ content }) => content);
}

it("the page's script answers through the other node until its file goes", async () => {
  await comeIn();
  expect(await refusal(agent, "weather.today")).toBe("not_found");
  const script = steps.find(({ where }) => where === "extensions/weather.js");
  const file = join(outside, "extensions/weather.js");
  await mkdir(dirname(file));

  await writeFile(file, script?.text ?? "");

  await expect.poll(() => refusal(agent, "weather.today"), { timeout: 20_000 }).toBe("answered");
  expect(await agent.request("weather.today", { city: "Kiel" })).toEqual({
    city: "Kiel",
    says: "rain, Ada Lovelace",
  });
  expect(await agent.request("weather.today", {}).catch((e: unknown) => (e as Refused).code)).toBe(
    "invalid_request",
  );
  expect(await refusal(contact, "weather.today")).toBe("forbidden");
  const conversation = await open("weather?");
  await expect.poll(() => answers(conversation), { timeout: 10_000 }).toEqual(["Rain, as ever."]);

  await rm(file);

  await expect.poll(() => refusal(agent, "weather.today"), { timeout: 20_000 }).toBe("not_found");
});

it("the page's jar is built outside, tried, and answers through the other node", async () => {
  for (const { language, where, text } of steps) {
    if (where === "in campfire") {
      await shell(text, ROOT);
    } else if (language === "sh") {
      await shell(text, outside);
    } else if (language !== "js") {
      await mkdir(join(outside, dirname(where)), { recursive: true });
      await writeFile(join(outside, where), text);
    }
  }
  await comeIn();
  const jar = join(outside, "extensions/stock.jar");
  await mkdir(dirname(jar), { recursive: true });

  await copyFile(join(outside, "target/stock.jar"), jar);

  await expect.poll(() => refusal(agent, "stock.level"), { timeout: 20_000 }).toBe("answered");
  expect(await agent.request("stock.level", { article: "lamp" })).toEqual({
    article: "lamp",
    pieces: 3,
  });
  expect(await refusal(contact, "stock.level")).toBe("forbidden");
  const conversation = await open("good morning");
  await expect
    .poll(() => answers(conversation), { timeout: 10_000 })
    .toEqual(["Hello! Somebody will be with you soon."]);

  await rm(jar);

  await expect.poll(() => refusal(agent, "stock.level"), { timeout: 20_000 }).toBe("not_found");
}, 300_000);

import { ProblemError, type MessageRow } from "@campfire/client";
import { render } from "preact";
import { App } from "../src/app/App";
import { createHostOutbox } from "../src/app/frame/createHostOutbox";
import { joinHost } from "../src/app/frame/joinHost";
import { readFrameSettings } from "../src/app/frame/readFrameSettings";
import "../src/app/styles.css";
import { createVisitMemory } from "../src/app/visit/createVisitMemory";
import { Visit } from "../src/app/visit/Visit";
import { FakeClient } from "./fake/FakeClient";
import { CONTACT, conversationOf, problemOf, rowOf, sessionOf, SILENCE } from "./fake/samples";

/**
 * The app on a fake client, for looking at it: `/widget/?scene=…`. In a frame it talks to the
 * loader as the real one does.
 */
const scene = new URLSearchParams(location.search).get("scene") ?? "talk";
const settings = readFrameSettings(
  { search: location.search || "?key=demo", hash: location.hash },
  window.parent !== window,
);
const memory = createVisitMemory(`fixture-${scene}`);
const clients: FakeClient[] = [];
const visit = new Visit({
  widgetKey: "demo",
  memory,
  chime: SILENCE,
  api: {
    isAvailable: () => Promise.resolve(true),
    widgetSession: () =>
      scene === "unknown"
        ? Promise.reject(new ProblemError(problemOf("not_found")))
        : Promise.resolve(sessionOf()),
  },
  createClient(token) {
    const client = new FakeClient(token);
    clients.push(client);
    return client;
  },
});

const root = document.getElementById("root");
if (root) {
  const host = settings?.hostOrigin
    ? joinHost(settings.hostOrigin, visit, createHostOutbox())
    : undefined;
  render(<App visit={visit} onClose={host?.close ?? (() => undefined)} />, root);
  if (!host) {
    visit.start();
    visit.setOpen(true);
  }
  setTimeout(() => void play(), 50);
}

async function play(): Promise<void> {
  const client = clients[0];
  if (!client) {
    setTimeout(() => void play(), 100); // the host page has not answered yet
    return;
  }
  if (scene === "connecting") return;
  if (scene === "unknown") {
    await client.token().catch(() => undefined);
    return;
  }
  if (scene !== "welcome") client.listed = [conversationOf("conversation-1")];
  client.answerOpen = ({ id }) => {
    setTimeout(() => client.conversation(id).receive("Thanks for writing! Let me look."), 1500);
    return Promise.resolve(conversationOf(id));
  };
  await client.goOnline();
  if (scene === "welcome") return;
  const talk = client.conversation("conversation-1");
  talk.ready(scene === "long" ? longTalk() : shortTalk());
  if (scene === "states") showStates(client);
  if (scene === "long") {
    talk.become({ hasOlder: true });
    setTimeout(() => {
      const log = document.querySelector(".log");
      if (log) log.scrollTop = 900;
      setTimeout(() => talk.receive("The mugs are back in stock, by the way."), 100);
    }, 100);
  }
  if (scene === "resolved") {
    talk.become({ conversation: conversationOf("conversation-1", { status: "resolved" }) });
  }
}

function showStates(client: FakeClient): void {
  const talk = client.conversation("conversation-1");
  const failed = talk.send("Could you send me the invoice once more?");
  talk.change(failed, { state: "failed", problem: problemOf("rate_limited") });
  talk.send("And one question about the footprint.");
  client.connection.set({ phase: "waiting", problem: problemOf("unavailable", true) });
}

function shortTalk(): MessageRow[] {
  const own = { sender: CONTACT };
  const yesterday = at(-1, 17);
  return [
    rowOf(1, {
      ...own,
      content: "Hello! Does the Heron 2 tent come with a footprint?",
      sentAt: yesterday(2),
    }),
    rowOf(2, {
      content:
        "Hi, good to hear from you. It does not, but the footprint fits in the same bag:\nhttps://northwood.example/heron-footprint",
      sentAt: yesterday(6),
    }),
    rowOf(3, { content: "It weighs 190 g, by the way.", sentAt: yesterday(7) }),
    rowOf(4, { ...own, content: "Perfect, thank you", sentAt: yesterday(9) }),
    rowOf(5, {
      sender: { id: "agent-2", kind: "agent", name: "Grace" },
      content: "Morning! Ada is off today. Your order left our store an hour ago 🎒",
      sentAt: at(0, 9)(12),
    }),
    rowOf(6, { ...own, content: "That was quick!", sentAt: at(0, 9)(20) }),
  ];
}

function longTalk(): MessageRow[] {
  return Array.from({ length: 60 }, (_, index) =>
    rowOf(index + 1, {
      sentAt: at(-1, 8 + Math.floor(index / 10))((index % 10) * 5),
      content: `Line ${index + 1} of a long talk about tent pegs, guy lines and the weather.`,
      ...(index % 3 === 0 ? { sender: CONTACT } : {}),
    }),
  );
}

function at(dayOffset: number, hour: number): (minute: number) => string {
  const day = new Date();
  day.setDate(day.getDate() + dayOffset);
  return (minute) => new Date(day.setHours(hour, minute, 0, 0)).toISOString();
}

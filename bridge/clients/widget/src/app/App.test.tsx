import { ProblemError, type WidgetSession } from "@campfire/client";
import { act, render, screen, waitFor, within } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../../dev/fake/FakeClient";
import {
  CONTACT,
  conversationOf,
  problemOf,
  rowOf,
  sessionOf,
  SILENCE,
} from "../../dev/fake/samples";
import { App } from "./App";
import { createVisitMemory } from "./visit/createVisitMemory";
import { Visit } from "./visit/Visit";
import { dayLabel } from "./words/moments";

let client: FakeClient;
let visit: Visit;
let session: () => Promise<WidgetSession>;
const onClose = vi.fn();

beforeEach(() => {
  onClose.mockClear();
  session = () => Promise.resolve(sessionOf());
  visit = new Visit({
    widgetKey: "demo",
    chime: SILENCE,
    memory: createVisitMemory("demo"),
    api: { widgetSession: () => session(), isAvailable: () => Promise.resolve(true) },
    createClient: (token) => (client = new FakeClient(token)),
  });
});

async function show(prepare: () => void = () => undefined) {
  const view = render(<App visit={visit} onClose={onClose} />);
  await act(async () => {
    visit.start();
    visit.setOpen(true);
    prepare();
    await client.goOnline();
  });
  return view;
}

/** The app with a conversation in it. */
async function showTalk(...rows: Parameters<typeof rowOf>[]) {
  const view = await show(() => (client.listed = [conversationOf("c-1")]));
  const talk = client.conversation("c-1");
  await act(() => talk.ready(rows.map((row) => rowOf(...row))));
  return { ...view, talk };
}

function field(): HTMLElement {
  return screen.getByRole("textbox", { name: "Message" });
}

function log(): HTMLElement {
  return screen.getByRole("log", { name: "Messages" });
}

describe("the header", () => {
  it("names the organisation and greets", async () => {
    await show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Northwood Outfitters");
    expect(screen.getByText("Real people, usually back within the hour.")).toBeTruthy();
    expect(screen.getByText("How can we help?")).toBeTruthy();
  });

  it("closes by its button and by Escape", async () => {
    await show();
    await userEvent.click(screen.getByRole("button", { name: "Close chat" }));
    await userEvent.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledTimes(2);
  });
});

describe("the composer", () => {
  it("has the focus when the chat opens", async () => {
    await show();
    expect(document.activeElement).toBe(field());
  });

  it("sends with Enter and keeps the focus; Shift+Enter begins a line", async () => {
    await show();
    await userEvent.type(field(), "One{Shift>}{Enter}{/Shift}two{Enter}");
    expect(client.opened[0]?.message?.content).toBe("One\ntwo");
    expect(field()).toHaveProperty("value", "");
    expect(document.activeElement).toBe(field());
  });

  it("sends nothing while an input method composes", async () => {
    await show();
    await userEvent.type(field(), "かな");
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, isComposing: true });
    field().dispatchEvent(enter);
    expect(client.opened).toEqual([]);
  });

  it("sends nothing that is blank", async () => {
    await show();
    await userEvent.type(field(), "  {Enter}");
    expect(client.opened).toEqual([]);
    expect(screen.getByRole("button", { name: "Send" })).toHaveProperty("disabled", true);
  });

  it("keeps a text that is too long, says by how much, and does not send it", async () => {
    await show();
    await userEvent.click(field());
    await userEvent.paste("x".repeat(8_003));
    expect(screen.getByText("3 characters too many")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(client.opened).toEqual([]);
    await userEvent.keyboard("{Backspace}{Backspace}{Backspace}");
    expect(screen.getByText("0 characters left")).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(client.opened[0]?.message?.content).toHaveLength(8_000);
  });

  it("keeps the draft over a reload of the page", async () => {
    const { unmount } = await show();
    await userEvent.type(field(), "half a thought");
    unmount();
    render(<App visit={visit} onClose={onClose} />);
    expect(field()).toHaveProperty("value", "half a thought");
  });
});

describe("messages", () => {
  it("show who wrote, once for what was written together, and the day", async () => {
    await showTalk([1], [2], [3, { sender: CONTACT }]);
    expect(within(log()).getAllByText("Ada")).toHaveLength(1);
    expect(within(log()).getAllByText("You")).toHaveLength(1);
    expect(within(log()).getByText(dayLabel(rowOf(1).sentAt, new Date()))).toBeTruthy();
  });

  it("are text, whatever they look like, and only safe addresses are links", async () => {
    await showTalk([
      1,
      { content: '<img src=x onerror="alert(1)"> javascript:alert(1) https://example.com/a.' },
    ]);
    expect(log().querySelector("img")).toBeNull();
    const links = within(log()).getAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://example.com/a"]);
    expect(links[0]?.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
    expect(links[0]?.getAttribute("target")).toBe("_blank");
  });

  it("go from sending to sent", async () => {
    const { talk } = await showTalk([1]);
    await userEvent.type(field(), "Hello{Enter}");
    expect(within(log()).getByText("Sending…")).toBeTruthy();
    await act(() => talk.change("c-1-2", { state: "sent", seq: 2 }));
    expect(log().textContent).toContain("✓ Sent");
    expect(within(log()).queryByText("Sending…")).toBeNull();
  });

  it("that failed say so, and can be tried again or discarded", async () => {
    const { talk } = await showTalk([1]);
    await userEvent.type(field(), "Hello{Enter}");
    const failure = { state: "failed", problem: problemOf("rate_limited") } as const;
    await act(() => talk.change("c-1-2", failure));
    expect(screen.getByRole("alert").textContent).toContain("too many messages at once");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(talk.retried).toEqual(["c-1-2"]);
    await act(() => talk.change("c-1-2", failure));
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(within(log()).queryByText("Hello")).toBeNull();
  });

  it("keep the place of a deleted one, and mark an edited one", async () => {
    await showTalk(
      [1, { content: "", deletedAt: "2026-11-20T10:00:00.000Z" }],
      [2, { content: "Corrected", editedAt: "2026-11-20T10:00:00.000Z" }],
    );
    expect(within(log()).getByText("Message deleted")).toBeTruthy();
    expect(within(log()).getByText("(edited)")).toBeTruthy();
  });

  it("of earlier days are fetched on demand, with a way out of a failure", async () => {
    const { talk } = await showTalk([1]);
    talk.older = () => Promise.reject(new Error("lost"));
    await act(async () => {
      talk.become({ hasOlder: true });
      await Promise.resolve();
    });
    const again = await screen.findByRole("button", { name: /did not load/ });
    const before = talk.olderCount;
    talk.older = () => new Promise(() => undefined);
    await userEvent.click(again);
    expect(talk.olderCount).toBe(before + 1);
  });

  it("that come while reading above are announced by a pill that leads to them", async () => {
    const { talk } = await showTalk([1], [2]);
    Object.defineProperties(log(), {
      scrollHeight: { value: 2_000, configurable: true },
      clientHeight: { value: 400, configurable: true },
    });
    log().scrollTop = 500;
    log().dispatchEvent(new Event("scroll"));
    await act(() => talk.receive("Something new"));
    const pill = screen.getByRole("button", { name: /1 new message/ });
    expect(log().scrollTop).toBe(500);
    await userEvent.click(pill);
    expect(log().scrollTop).toBe(2_000);
    expect(screen.queryByRole("button", { name: /new message/ })).toBeNull();
  });
});

describe("the other side", () => {
  const status = (name: string) => screen.getByRole("status", { name }).textContent;

  it("is there or not, as it is said while the page is open", async () => {
    await show();
    expect(status("Availability")).toBe("We’re online");
    const feed = "org:org-1:availability";
    const at = "2026-11-26T12:00:00.000Z";
    await act(() => client.emit(feed, { type: "availability.changed", available: false, at }));
    expect(status("Availability")).toMatch(/^Nobody is online/);
    // After a lost connection it is asked for.
    await act(() => client.emit(feed, { type: "feed.joined", at }));
    await act(() => client.emit(feed, { type: "feed.joined", at }));
    await waitFor(() => expect(status("Availability")).toBe("We’re online"));
  });

  it("has a name, and another one when somebody takes over", async () => {
    const { talk } = await showTalk([1]);
    const given = (name: string) =>
      act(() =>
        talk.become({ conversation: conversationOf("c-1", { assignee: { id: name, name } }) }),
      );
    await given("Ada");
    expect(status("Availability")).toBe("Ada is helping you");
    expect(status("Handover")).toBe("");
    await act(() => talk.become({ conversation: conversationOf("c-1") }));
    await given("Grace");
    expect(status("Availability")).toBe("Grace is helping you");
    expect(status("Handover")).toBe("Grace has taken over from Ada.");
  });

  it("types, and has received and read what was written", async () => {
    const { talk } = await showTalk([1, { sender: CONTACT, content: "Hello" }]);
    await act(() => talk.become({ typists: [{ id: "a", kind: "agent", name: "Ada" }] }));
    expect(status("Typing")).toBe("Ada is typing…");
    const receipt = {
      conversationId: "c-1",
      reader: { id: "a", kind: "agent" } as const,
      deliveredSeq: 1,
      readSeq: 0,
    };
    await act(() => talk.become({ typists: [], receipts: [receipt] }));
    expect(status("Typing")).toBe("");
    expect(log().textContent).toContain("Delivered");
    await act(() => talk.become({ receipts: [{ ...receipt, readSeq: 1 }] }));
    expect(log().textContent).toContain("Read");
  });

  it("is told that the visitor types, and that they have left the field", async () => {
    const { talk } = await showTalk([1]);
    await userEvent.type(field(), "ab");
    await userEvent.tab();
    expect(talk.typed).toEqual([true, true, false]);
  });
});

describe("the visitor's own message", () => {
  const OWN = [1, { sender: CONTACT, content: "Helo" }] as const;

  it("is written anew in its place", async () => {
    const { talk } = await showTalk([...OWN]);
    await userEvent.click(screen.getByRole("button", { name: "Edit" }));
    const editor = await screen.findByRole("textbox", { name: "Message text" });
    await waitFor(() => expect(document.activeElement).toBe(editor));
    await userEvent.clear(editor);
    await userEvent.keyboard("Hello{Enter}");
    expect(talk.edited).toEqual([["message-1", "Hello"]]);
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole("button", { name: "Edit" })),
    );
  });

  it("stays as it was with Escape, which does not close the chat", async () => {
    const { talk } = await showTalk([...OWN]);
    await userEvent.click(screen.getByRole("button", { name: "Edit" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "Message text" }), "!{Escape}");
    expect(talk.edited).toEqual([]);
    expect(onClose).not.toHaveBeenCalled();
  });

  it("is taken back after a second click", async () => {
    const { talk } = await showTalk([...OWN]);
    await userEvent.click(screen.getByRole("button", { name: "Delete" }));
    expect(talk.deleted).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Delete" }));
    expect(talk.deleted).toEqual(["message-1"]);
  });

  it("offers nothing of the kind on others' messages", async () => {
    await showTalk([1]);
    expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
  });
});

describe("the connection", () => {
  it("is spoken of while it is not good, and only then", async () => {
    const { talk } = await showTalk([1]);
    const line = screen.getByRole("status", { name: "Connection" });
    expect(line.textContent).toBe("");
    await act(() => client.connection.set({ phase: "waiting" }));
    expect(line.textContent).toBe("Reconnecting…");
    await act(() => client.connection.set({ phase: "catchingUp" }));
    expect(line.textContent).toBe("Catching up…");
    await act(() => client.connection.set({ phase: "online" }));
    await act(() => talk.become({ phase: "catchingUp" }));
    expect(line.textContent).toBe("Catching up…");
    await act(() => talk.become({ phase: "ready" }));
    expect(line.textContent).toBe("");
  });

  it("says at first that it connects, and lets the visitor write meanwhile", async () => {
    render(<App visit={visit} onClose={onClose} />);
    await act(() => visit.start());
    expect(screen.getByText("Connecting…")).toBeTruthy();
    await userEvent.type(field(), "Hello{Enter}");
    expect(field()).toHaveProperty("value", "Hello");
  });
});

describe("notices", () => {
  it("explain an unknown widget key in words, without a place to write", async () => {
    session = () => Promise.reject(new ProblemError(problemOf("not_found")));
    render(<App visit={visit} onClose={onClose} />);
    await act(async () => {
      visit.start();
      await client.token().catch(() => undefined);
    });
    expect(screen.getByRole("alert").textContent).toContain("has not been set up correctly");
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(document.body.textContent).not.toContain("not_found");
  });

  it("offer a new conversation where the present one is closed", async () => {
    const { talk } = await showTalk([1]);
    await act(() => talk.become({ conversation: conversationOf("c-1", { status: "resolved" }) }));
    await userEvent.click(screen.getByRole("button", { name: "start a new conversation" }));
    expect(screen.queryByRole("log")).toBeNull();
    await userEvent.type(field(), "Something else{Enter}");
    expect(client.opened).toHaveLength(1);
  });
});

describe("accessibility", () => {
  it("has no fault that axe can find", async () => {
    const { talk, container } = await showTalk([1], [2, { sender: CONTACT }]);
    await act(() => {
      const id = talk.addOwn("Not sent");
      talk.change(id, { state: "failed" });
      talk.become({ hasOlder: true, loadingOlder: true });
      client.connection.set({ phase: "waiting" });
    });
    document.title = "Chat";
    document.documentElement.lang = "en";
    // Colours need a real browser; the page around is the test's.
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});

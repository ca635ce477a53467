import { act, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";

import { conversationId } from "../../dev/fixtures";
import { aProblem } from "../../dev/problems";
import { renderShell } from "../../dev/renderShell";
import { conversationHref } from "./route";

const MARA = conversationHref(conversationId(1048));
const rows = () =>
  within(screen.getByRole("navigation", { name: "Conversation list" })).getAllByRole("link");
const focusedRow = () => rows().findIndex((row) => row === document.activeElement);

async function faults(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    // jsdom computes no layout and no colours; contrast is looked at in a real browser.
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

describe("the list", () => {
  it("is walked through with j and k, and a row is opened with Enter", async () => {
    const { user } = renderShell();
    await user.keyboard("jj");
    expect(focusedRow()).toBe(1);
    await user.keyboard("k");
    expect(focusedRow()).toBe(0);
    expect(rows()[0]?.getAttribute("href")).toBe(MARA);
  });

  it("takes the arrows once the focus is in it, and has one tab stop", async () => {
    const { user } = renderShell();
    await user.keyboard("j{ArrowDown}{End}{ArrowUp}");
    expect(focusedRow()).toBe(rows().length - 2);
    expect(rows().filter((row) => row.tabIndex === 0)).toEqual([document.activeElement]);
  });

  it("searches after a pause in typing, and Escape clears the search", async () => {
    const { user, client } = renderShell();
    await user.keyboard("/");
    await user.keyboard("stove");
    expect(client.inboxes.has(JSON.stringify(["open", undefined, "s"]))).toBe(false);
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(rows().length).toBeGreaterThan(1));
  });

  it("changes its status tab with the arrows", async () => {
    const { user } = renderShell();
    await user.click(screen.getByRole("tab", { name: "Pending" }));
    expect(rows()).toHaveLength(1);
    await user.keyboard("{ArrowRight}");
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Snoozed");
  });

  it("says what is wrong and can be asked again", () => {
    const { client } = renderShell();
    act(() => {
      client.inbox({ status: "open" }).patch({ items: [], problem: aProblem() });
    });
    expect(screen.getByRole("alert").textContent).toContain("The server does not answer.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("follows live changes", () => {
    const { client } = renderShell();
    const inbox = client.inbox({ status: "open" });
    act(() => inbox.patch({ items: inbox.get().items.slice(2) }));
    expect(rows()[0]?.textContent).toContain("Tomás Ferreira");
    expect(document.title).toMatch(/^\(12\) Inbox/u);
  });
});

describe("a conversation", () => {
  it("is open after a reload of its address", () => {
    renderShell(MARA);
    expect(screen.getByRole("heading", { name: "Mara Lindqvist" })).toBeTruthy();
    expect(rows()[0]?.getAttribute("aria-current")).toBe("page");
  });

  it("sends with Enter, begins a line with Shift and Enter, and empties the field", async () => {
    const { user, client } = renderShell(MARA);
    await user.keyboard("r");
    await user.keyboard("one{Shift>}{Enter}{/Shift}two{Enter}");
    expect(client.conversation(conversationId(1048)).sent).toEqual(["one\ntwo"]);
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("");
    expect(within(screen.getByRole("log")).getByText("Sending…")).toBeTruthy();
  });

  it("sends while the network is away: the outbox keeps it", async () => {
    const { user, client } = renderShell(MARA);
    act(() => client.connection.set({ phase: "waiting", retryAt: Date.now() + 5_000 }));
    expect(screen.getByText(/Reconnecting/u)).toBeTruthy();
    await user.type(screen.getByRole("textbox"), "hello{Enter}");
    expect(client.conversation(conversationId(1048)).sent).toEqual(["hello"]);
  });

  it("keeps its draft while another one is open", async () => {
    const { user } = renderShell(MARA);
    await user.type(screen.getByRole("textbox"), "half a");
    act(() => {
      window.location.hash = conversationHref(conversationId(1047));
    });
    await screen.findByRole("heading", { name: "Visitor #1047" });
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("");
    act(() => {
      window.location.hash = MARA;
    });
    await screen.findByRole("heading", { name: "Mara Lindqvist" });
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("half a");
  });

  it("lets a failed message be retried or discarded", async () => {
    const { user, client } = renderShell(MARA);
    const store = client.conversation(conversationId(1048));
    const failed = store.get().rows.find((row) => row.state === "failed");
    await user.click(screen.getByRole("button", { name: "Retry" }));
    expect(store.retried).toEqual([failed?.clientMessageId]);
    act(() =>
      store.patch({
        rows: store.get().rows.map((row) => (row.key === failed?.key ? failed : row)),
      }),
    );
    await user.click(screen.getByRole("button", { name: "Discard" }));
    expect(store.get().rows).not.toContain(failed);
  });

  it("shows that a message was deleted or edited, never the old words", () => {
    renderShell(MARA);
    expect(screen.getByText(/^edited/u)).toBeTruthy();
    act(() => {
      window.location.hash = conversationHref(conversationId(1039));
    });
    return waitFor(() =>
      expect(within(screen.getByRole("log")).getByText("This message was deleted")).toBeTruthy(),
    );
  });

  it("reads out what others write, not what I write", async () => {
    const { user, client } = renderShell(MARA);
    const store = client.conversation(conversationId(1048));
    const mara = store.get().rows[0]?.sender;
    await user.type(screen.getByRole("textbox"), "mine{Enter}");
    act(() => {
      store.receive({
        key: "n",
        clientMessageId: "n",
        sender: mara ?? { id: "x", kind: "contact" },
        sentAt: new Date().toISOString(),
        content: "hers",
        state: "sent",
      });
    });
    expect(screen.getByText("Mara Lindqvist: hers").getAttribute("aria-live")).toBe("polite");
    expect(screen.queryByText(/: mine/u)).toBeNull();
  });

  it("that does not exist says so", () => {
    renderShell(conversationHref("0190b000-0000-7000-8000-999999999999"));
    expect(screen.getByText("No such conversation")).toBeTruthy();
  });

  it("is left with Escape, step by step, and the keyboard goes on in the list", async () => {
    const { user } = renderShell(MARA);
    await user.keyboard("r{Escape}");
    expect(focusedRow()).toBe(0);
    await user.keyboard("{Escape}");
    await screen.findByText("Pick a conversation");
    expect(focusedRow()).toBe(0);
  });
});

it("? shows the shortcuts, and single letters can be turned off", async () => {
  const { user } = renderShell();
  await user.keyboard("?");
  const dialog = screen.getByRole("dialog");
  await user.click(within(dialog).getByRole("checkbox"));
  await user.click(within(dialog).getByRole("button", { name: "Close" }));
  await user.keyboard("j");
  expect(focusedRow()).toBe(-1);
});

it("has no accessibility faults that a program can find", async () => {
  const { container } = renderShell(MARA);
  expect(await faults(container)).toEqual([]);
});

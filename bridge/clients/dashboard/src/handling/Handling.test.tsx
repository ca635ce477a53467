import { act, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";

import { ADA, aConversation, conversationId, ORG } from "../../dev/fixtures";
import { unreachable } from "../../dev/problems";
import { renderShell } from "../../dev/renderShell";
import { conversationHref } from "../app/route";

const MARA = conversationId(1048);
const GRACE_ID = "0190a000-0000-7000-8000-0000000000a2";

function opened() {
  const shell = renderShell(conversationHref(MARA));
  return { ...shell, store: shell.client.conversation(MARA) };
}

const button = (name: RegExp | string) => screen.getByRole("button", { name });

describe("handling a conversation", () => {
  it("hands it over to a colleague, by the keyboard alone, and the focus stays", async () => {
    const { user, store } = opened();
    const assignee = button("Assignee: You");
    assignee.focus();
    await user.keyboard("{Enter}");
    const menu = await screen.findByRole("menu");
    expect(within(menu).queryByRole("menuitem", { name: "Assign to me" })).toBeNull();
    await user.keyboard("Grace{Enter}");
    expect(store.updates).toEqual([{ assigneeId: GRACE_ID }]);
    await waitFor(() => expect(document.activeElement).toBe(button("Assignee: Grace Okafor")));
  });

  it("hands it back to the queue, and takes it", async () => {
    const { user, store } = opened();
    await user.click(button("Assignee: You"));
    await user.click(await screen.findByRole("menuitem", { name: "Back to the queue" }));
    await user.click(button("Assignee: Unassigned"));
    await user.click(await screen.findByRole("menuitem", { name: "Assign to me" }));
    expect(store.updates).toEqual([{ assigneeId: null }, { assigneeId: ADA.id }]);
  });

  it("says how colleagues can be reached", async () => {
    const { user } = opened();
    await user.click(button("Assignee: You"));
    const colleagues = await screen.findAllByRole("menuitemradio");
    expect(colleagues.map((one) => one.textContent)).toEqual([
      "Edsger van der Heuvel-WesthuizenBusy",
      "Grace OkaforOnline",
      "Katherine NdlovuOffline",
      "Lin ZhaoAway",
    ]);
  });

  it("resolves it and opens it again, with one button that keeps the focus", async () => {
    const { user, store } = opened();
    await user.click(button("Resolve"));
    expect(document.activeElement).toBe(button("Reopen"));
    await user.keyboard("{Enter}");
    expect(store.updates).toEqual([{ status: "resolved" }, { status: "open" }]);
  });

  it("snoozes it until a moment of one's choice, which must be ahead", async () => {
    const { user, store } = opened();
    await user.click(button("Snooze, pending"));
    await user.click(await screen.findByRole("menuitem", { name: "Another time…" }));
    const dialog = await screen.findByRole("dialog", { name: "Snooze until" });
    const field = within(dialog).getByLabelText(/day and time/iu);
    await user.clear(field);
    await user.type(field, "2020-01-01T10:00");
    await user.click(within(dialog).getByRole("button", { name: "Snooze" }));
    expect(within(dialog).getByRole("alert").textContent).toContain("future");
    await user.clear(field);
    await user.type(field, "2099-01-01T10:00");
    await user.click(within(dialog).getByRole("button", { name: "Snooze" }));
    const snoozedUntil = new Date("2099-01-01T10:00").toISOString();
    expect(store.updates).toEqual([{ status: "snoozed", snoozedUntil }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("sets the priority", async () => {
    const { user, store } = opened();
    await user.click(button("Priority: High"));
    await user.click(await screen.findByRole("menuitemradio", { name: "Urgent" }));
    expect(store.updates).toEqual([{ priority: "urgent" }]);
    expect(button("Priority: Urgent")).toBeTruthy();
  });

  it("adds and removes tags", async () => {
    const { user, store } = opened();
    await user.click(button("Tags: exchange, tents, returns, nordic"));
    await user.type(await screen.findByLabelText("Add a tag"), "vip{Enter}");
    await user.click(button("Remove the tag tents"));
    await user.click(button("Add the tag delivery"));
    expect(store.updates.at(-1)).toEqual({
      tags: ["exchange", "returns", "nordic", "vip", "delivery"],
    });
  });

  it("changes the subject in its place; Escape leaves it as it was", async () => {
    const { user, store } = opened();
    await user.click(button(/^Subject: Exchange for a larger tent/u));
    await user.keyboard("x{Escape}");
    expect(store.updates).toEqual([]);
    expect(document.activeElement).toBe(button(/^Subject:/u));
    await user.click(button(/^Subject:/u));
    await user.clear(screen.getByLabelText("Subject"));
    await user.keyboard("Larger tent{Enter}");
    expect(store.updates).toEqual([{ subject: "Larger tent" }]);
  });

  it("says what did not go through, and tries it again", async () => {
    const { user, store } = opened();
    store.updateFailure = unreachable();
    await user.click(button("Resolve"));
    const alert = await screen.findByText(/^Not changed/u);
    expect(alert.textContent).toContain("The server does not answer.");
    await user.click(button("Try again"));
    expect(store.updates).toEqual([{ status: "resolved" }, { status: "resolved" }]);
    await waitFor(() => expect(screen.queryByText(/^Not changed/u)).toBeNull());
  });

  it("has no accessibility faults while a menu or a dialog is open", async () => {
    const { user } = opened();
    await user.click(button("Assignee: You"));
    await screen.findByRole("menu");
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    expect((await axe.run(document.body, { rules })).violations).toEqual([]);
  });
});

describe("a conversation that is handed over to me", () => {
  const feed = `org:demo:user:${ADA.id}`;
  const assigned = (number: number) => ({
    type: "conversation.assigned" as const,
    conversationId: conversationId(number),
    conversation: aConversation(number, Date.now(), { name: "Yuki Tanaka" }),
    at: new Date().toISOString(),
  });

  it("is told, and leads there", async () => {
    const { client, user } = renderShell();
    act(() => client.emit(feed, assigned(1044)));
    const notices = screen.getByRole("region", { name: "Notices" });
    expect(notices.textContent).toContain("Yuki Tanakawas assigned to you");
    await user.click(within(notices).getByRole("link", { name: /^Open/u }));
    expect(window.location.hash).toBe(conversationHref(conversationId(1044)));
    expect(notices.textContent).toBe("");
  });

  it("is not told when I have taken it myself", async () => {
    const { client, user, store } = opened();
    act(() => store.patch({ conversation: aConversation(1048, Date.now(), { org: ORG }) }));
    await user.click(button("Assignee: Unassigned"));
    await user.click(await screen.findByRole("menuitem", { name: "Assign to me" }));
    act(() => client.emit(feed, assigned(1048)));
    expect(screen.getByRole("region", { name: "Notices" }).textContent).toBe("");
  });
});

describe("one's own message", () => {
  const OWN = "It comes in moss green and sand.";

  function menuOf(text: string): HTMLElement {
    const article = screen.getByText(text).closest("article");
    if (article === null) throw new Error("no message");
    return within(article).getByRole("button", { name: "Message options" });
  }

  it("is edited in its place, and shows that it is being saved", async () => {
    const { user, store } = opened();
    await user.click(menuOf(OWN));
    await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
    const field = screen.getByLabelText("Message text");
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.clear(field);
    await user.keyboard("It comes in moss green.{Enter}");
    expect(screen.queryByLabelText("Message text")).toBeNull();
    expect(screen.getByText("It comes in moss green.")).toBeTruthy();
    expect(screen.getByText("Saving…")).toBeTruthy();
    expect(store.get().rows.find(({ change }) => change)?.change).toMatchObject({ kind: "edit" });
  });

  it("is edited with the arrow up from the empty field, and left alone with Escape", async () => {
    const { user, store } = opened();
    await user.keyboard("r{ArrowUp}");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Message text").value).toBe(OWN);
    await user.keyboard(" Or black?{Escape}");
    expect(screen.getByText(OWN)).toBeTruthy();
    expect(store.get().rows.some(({ change }) => change)).toBe(false);
    expect(document.activeElement?.id).toBe("reply");
  });

  it("is deleted only after a question", async () => {
    const { user, store } = opened();
    await user.click(menuOf(OWN));
    await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
    const dialog = await screen.findByRole("alertdialog");
    await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(store.get().rows.some(({ change }) => change)).toBe(false);
    await user.click(menuOf(OWN));
    await user.click(await screen.findByRole("menuitem", { name: "Delete…" }));
    await user.click(
      within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Delete" }),
    );
    expect(screen.getByText("Deleting…")).toBeTruthy();
  });

  it("says that its edit was refused, and keeps what was written for another try", async () => {
    const { user, store } = opened();
    const rows = store.get().rows.map((row) =>
      row.content === OWN
        ? {
            ...row,
            change: {
              id: "change-1",
              kind: "edit" as const,
              state: "failed" as const,
              content: "It comes in red.",
              problem: unreachable().problem,
            },
          }
        : row,
    );
    act(() => store.patch({ rows }));
    expect(screen.getByText(/^Edit not saved/u)).toBeTruthy();
    await user.click(menuOf(OWN));
    await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Message text").value).toBe(
      "It comes in red.",
    );
  });
});

describe("the list", () => {
  it("shows what is mine, or what nobody has taken", async () => {
    const { user } = renderShell();
    const rows = () =>
      within(screen.getByRole("navigation", { name: "Conversation list" })).getAllByRole("link");
    await user.click(screen.getByRole("radio", { name: "Mine" }));
    expect(rows().map((row) => row.textContent)).toEqual([
      expect.stringContaining("Mara Lindqvist"),
    ]);
    await user.click(screen.getByRole("radio", { name: "Unassigned" }));
    expect(rows().length).toBeGreaterThan(3);
    expect(rows().some((row) => row.textContent.includes("Mara"))).toBe(false);
  });
});

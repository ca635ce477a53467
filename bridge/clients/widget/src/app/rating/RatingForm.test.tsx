import { cleanup, render, screen } from "@testing-library/preact";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { RatingForm } from "./RatingForm";

const RESOLVED_AT = "2026-11-26T10:00:00.000Z";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

function show(onRate = vi.fn(() => Promise.resolve()), resolvedAt = RESOLVED_AT) {
  const shown = render(<RatingForm conversationId="c-1" resolvedAt={resolvedAt} onRate={onRate} />);
  return { onRate, ...shown };
}

it("sends the score and the words, and thanks", async () => {
  const { onRate } = show();
  await userEvent.click(screen.getByRole("radio", { name: "4 of 5, Good" }));
  await userEvent.type(screen.getByRole("textbox"), " quick ");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(onRate).toHaveBeenCalledWith(4, "quick");
  expect(screen.getByRole("status").textContent).toContain("Thank you");
});

it("asks once an episode, whether it was answered or not", async () => {
  const first = show();
  await userEvent.click(screen.getByRole("button", { name: "Not now" }));
  first.unmount();
  const again = show();
  expect(screen.queryByRole("group")).toBeNull();
  again.unmount();
  show(undefined, "2026-12-01T10:00:00.000Z");
  expect(screen.getByRole("group", { name: "How was the help you got?" })).toBeTruthy();
});

it("keeps what was chosen when it could not be sent", async () => {
  show(vi.fn(() => Promise.reject(new Error("down"))));
  await userEvent.click(screen.getByRole("radio", { name: "2 of 5, Bad" }));
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(screen.getByRole("alert").textContent).toContain("try again");
  expect(screen.getByRole("radio", { name: "2 of 5, Bad" })).toHaveProperty("checked", true);
});

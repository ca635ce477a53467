import { ProblemError } from "@campfire/client";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { aProblem } from "../../dev/problems";
import { renderShell } from "../../dev/renderShell";
import { SETTINGS_HREF } from "../app/route";

async function openHours() {
  const shown = renderShell(SETTINGS_HREF, "admin");
  await shown.user.click(await screen.findByRole("checkbox", { name: "Keep business hours" }));
  return shown;
}

const saved = (calls: string[]) => calls.filter((call) => call.startsWith("setBusinessHours"));

it("hours that cannot be are said at their field, which gets the focus, and are not sent", async () => {
  const { api, user } = await openHours();
  const closes = screen.getByLabelText("Tuesday, closes");
  await user.clear(closes);
  await user.type(closes, "08:00");
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByRole("alert")).toHaveProperty(
    "textContent",
    "Not saved: one thing is to be mended.",
  );
  const opens = screen.getByLabelText("Tuesday, opens");
  await expect.poll(() => document.activeElement).toBe(opens);
  const problem = document.getElementById(opens.getAttribute("aria-describedby") ?? "");
  expect(problem?.textContent).toContain("It closes before it opens.");
  expect(saved(api.calls)).toEqual([]);

  await user.clear(closes);
  await user.type(closes, "18:00");
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText(/^Saved\./u);
  expect(saved(api.calls)[0]).toContain('{"weekday":2,"fromMinute":540,"toMinute":1080}');
});

it("what the server refuses is said at its field", async () => {
  const { api, user } = await openHours();
  api.onSetBusinessHours = new ProblemError(
    aProblem({
      code: "invalid_request",
      errors: [
        { field: "businessHours.timezone", message: "must be a time zone such as Europe/Berlin" },
      ],
    }),
  );
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("It must be a time zone such as Europe/Berlin.");
  await expect.poll(() => document.activeElement).toBe(screen.getByLabelText("Time zone"));
});

it("holidays are added and taken off by the keyboard", async () => {
  const { api, user } = await openHours();
  const day = screen.getByLabelText("Another holiday");
  await user.type(day, "2026-12-25{Enter}2026-12-24{Enter}2026-12-24{Enter}");
  await screen.findByText("That day is there already.");
  const list = screen.getByRole("list", { name: "Holidays" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: "Remove Friday 25 December 2026" }));
  expect(document.activeElement).toBe(day);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText(/^Saved\./u);
  expect(saved(api.calls)[0]).toContain('"holidays":["2026-12-24"]');
});

it("agents neither see the page in the rail nor can use it", async () => {
  const { api } = renderShell(SETTINGS_HREF, "agent");
  await screen.findByText("For admins");
  expect(screen.queryByRole("link", { name: "Settings" })).toBeNull();
  expect(api.calls).toEqual([]);
});

import { ProblemError, type Client, type CommandAddress } from "@campfire/client";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { aProblem } from "../../dev/problems";
import type { Workspace } from "../session/createSessionStore";
import { WorkspaceContext } from "../session/WorkspaceContext";
import { AgentsTab } from "./AgentsTab";
import { HoursTab } from "./HoursTab";
import type { View } from "./view";

const DAY = { from: "2026-11-26T00:00:00.000Z", to: "2026-11-27T00:00:00.000Z" };
const VIEW: View = { range: DAY, before: DAY, timezone: "UTC", version: 0, open: () => undefined };

it("figures that fail leave the others standing, and can be asked for again", async () => {
  const answers = new Map<CommandAddress, unknown>([["analytics.agents", { agents: [] }]]);
  const request = (address: CommandAddress) =>
    answers.has(address)
      ? Promise.resolve(answers.get(address))
      : Promise.reject(new ProblemError(aProblem()));
  const workspace = { client: { request } as unknown as Client } as Workspace;
  render(
    <WorkspaceContext.Provider value={workspace}>
      <HoursTab view={VIEW} />
      <AgentsTab view={VIEW} />
    </WorkspaceContext.Provider>,
  );

  await screen.findByText("Nobody replied in this period.");
  const alerts = await screen.findAllByRole("alert");
  expect(alerts.map((alert) => alert.textContent)).toEqual(
    Array<string>(3).fill("The server does not answer.Try again"),
  );

  answers.clear();
  await userEvent.click(screen.getAllByRole("button", { name: "Try again" })[0] as HTMLElement);
  expect(await screen.findAllByRole("alert")).toHaveLength(3);
  expect(screen.getByText("Nobody replied in this period.")).toBeTruthy();
});

import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { aProblem, rateLimited, unauthenticated, unreachable } from "../../dev/problems";
import { signInProblem } from "./signInProblem";
import { SignInPage } from "./SignInPage";

async function signInWith(failure?: Error) {
  const tried: string[][] = [];
  const signIn = (...credentials: string[]) => {
    tried.push(credentials);
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
  render(<SignInPage signIn={signIn} />);
  const user = userEvent.setup();
  await user.type(screen.getByLabelText("E-mail"), " ada@demo.test ");
  await user.type(screen.getByLabelText("Password"), " secret {Enter}");
  return tried;
}

it("sends what was typed; spaces round an e-mail are slips, in a password they count", async () => {
  expect(await signInWith()).toEqual([["ada@demo.test", " secret "]]);
});

it.each([
  ["a wrong password", unauthenticated(), /do not match/u],
  ["too many attempts", rateLimited(14 * 60_000), /Try again in 14 minutes/u],
  ["an unreachable server", unreachable(), /cannot be reached/u],
])("says clearly what is the matter with %s", async (_what, failure, words) => {
  await signInWith(failure);
  expect((await screen.findByRole("alert")).textContent).toMatch(words);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Sign in" }).disabled).toBe(false);
});

it("gives the code of an unexpected failure, which is also in the server's log", () => {
  const failure = Object.assign(unreachable(), {
    problem: aProblem({ code: "internal", status: 500, instance: "trace-77" }),
  });
  expect(signInProblem(failure)).toContain("trace-77");
});

it("says why one is here", () => {
  render(<SignInPage notice="Your session has ended." signIn={() => Promise.resolve()} />);
  expect(screen.getByRole("status").textContent).toBe("Your session has ended.");
});

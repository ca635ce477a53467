import { ProblemError, type SignedIn } from "@campfire/client";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { InvitationPage, invitationIn } from "./InvitationPage";

function show(acceptInvitation: (invitation: string, password: string) => Promise<SignedIn>) {
  const onAccepted = vi.fn();
  render(
    <InvitationPage invitation="invite_1" api={{ acceptInvitation }} onAccepted={onAccepted} />,
  );
  fireEvent.change(screen.getByLabelText(/^Password/u), {
    target: { value: "a long password" },
  });
  fireEvent.submit(screen.getByRole("button").closest("form") as HTMLFormElement);
  return onAccepted;
}

it("chooses the password and goes on", async () => {
  const accept = vi.fn(() => Promise.resolve({} as SignedIn));
  const onAccepted = show(accept);
  await vi.waitFor(() => expect(onAccepted).toHaveBeenCalledOnce());
  expect(accept).toHaveBeenCalledWith("invite_1", "a long password");
});

it("says why an invitation is good no more, and stays", async () => {
  const onAccepted = show(() =>
    Promise.reject(
      new ProblemError({
        type: "about:blank",
        title: "Sign in first",
        status: 401,
        code: "unauthenticated",
        detail: "This invitation was used.",
        instance: "",
        retryable: false,
      }),
    ),
  );
  expect((await screen.findByRole("alert")).textContent).toContain("This invitation was used.");
  expect(onAccepted).not.toHaveBeenCalled();
});

it("finds the invitation behind the hash alone", () => {
  expect(invitationIn("#/invitation/invite_a.b-c")).toBe("invite_a.b-c");
  expect(invitationIn("#/invitation/")).toBeUndefined();
  expect(invitationIn("#/conversations/x")).toBeUndefined();
});

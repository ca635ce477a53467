import { type HttpApi, ProblemError } from "@campfire/client";
import { useRef, useState } from "react";

import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Logo } from "../ui/Logo";

interface InvitationPageProps {
  invitation: string;
  api: Pick<HttpApi, "acceptInvitation">;
  /** The agent is signed in. */
  onAccepted: () => void;
}

const SHORTEST = 10;
const FIELD =
  "min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base text-ink sm:text-sm";

/** An invitation, as it stands behind the `#` of the link that an agent was sent. */
export function invitationIn(hash: string): string | undefined {
  return /^#\/invitation\/([\w.-]{1,200})$/u.exec(hash)?.[1];
}

export function InvitationPage({ invitation, api, onAccepted }: InvitationPageProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await api.acceptInvitation(invitation, password.current?.value ?? "");
      onAccepted();
    } catch (failure) {
      setProblem(
        failure instanceof ProblemError
          ? failure.problem.detail
          : "Something went wrong. Try again.",
      );
      setBusy(false);
      password.current?.select();
    }
  };

  return (
    <main className="flex min-h-full flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-96">
        <div className="mb-8 flex flex-col items-center gap-3 text-center">
          <span className="flex size-16 items-center justify-center rounded-2xl bg-rail shadow-sm">
            <Logo className="size-10" />
          </span>
          <div>
            <h1 className="text-2xl font-bold tracking-tight">Welcome to Campfire</h1>
            <p className="mt-1 text-sm text-ink-soft">Choose a password to sign in with.</p>
          </div>
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
          className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-6 shadow-sm"
        >
          {problem !== undefined && (
            <p
              id="invitation-problem"
              role="alert"
              className="flex gap-2.5 rounded-lg bg-danger-soft px-3.5 py-3 text-sm text-danger"
            >
              <Icon name="alert" />
              {problem}
            </p>
          )}
          <label className="flex flex-col gap-1.5 text-sm font-medium">
            Password
            <input
              ref={password}
              name="password"
              type="password"
              required
              autoFocus
              minLength={SHORTEST}
              maxLength={128}
              autoComplete="new-password"
              aria-describedby={problem === undefined ? "password-rule" : "invitation-problem"}
              className={FIELD}
            />
            <span id="password-rule" className="font-normal text-ink-soft">
              At least {SHORTEST} characters.
            </span>
          </label>
          <Button look="primary" type="submit" disabled={busy} className="mt-1 min-h-11">
            {busy ? "Signing in…" : "Choose it and sign in"}
          </Button>
        </form>
      </div>
    </main>
  );
}

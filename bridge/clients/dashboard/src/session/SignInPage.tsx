import { useRef, useState } from "react";

import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Logo } from "../ui/Logo";
import { signInProblem } from "./signInProblem";

interface SignInPageProps {
  /** Why the agent is here, if not by their own wish. */
  notice?: string | undefined;
  signIn: (email: string, password: string) => Promise<void>;
}

const FIELD =
  "min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-faint sm:text-sm";

export function SignInPage({ notice, signIn }: SignInPageProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(email.current?.value.trim() ?? "", password.current?.value ?? "");
    } catch (failure) {
      setProblem(signInProblem(failure));
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
            <h1 className="text-2xl font-bold tracking-tight">Sign in to Campfire</h1>
            <p className="mt-1 text-sm text-ink-soft">Where your team answers visitors, live.</p>
          </div>
        </div>

        {notice !== undefined && problem === undefined && (
          <p
            role="status"
            className="mb-4 flex gap-2.5 rounded-lg bg-warn-soft px-3.5 py-3 text-sm text-warn"
          >
            <Icon name="clock" />
            {notice}
          </p>
        )}

        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
          className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-6 shadow-sm"
        >
          {problem !== undefined && (
            <p
              id="sign-in-problem"
              role="alert"
              className="flex gap-2.5 rounded-lg bg-danger-soft px-3.5 py-3 text-sm text-danger"
            >
              <Icon name="alert" />
              {problem}
            </p>
          )}
          <label className="flex flex-col gap-1.5 text-sm font-medium">
            E-mail
            <input
              ref={email}
              name="email"
              type="email"
              required
              autoFocus
              autoComplete="username"
              maxLength={254}
              aria-describedby={problem === undefined ? undefined : "sign-in-problem"}
              className={FIELD}
            />
          </label>
          <label className="flex flex-col gap-1.5 text-sm font-medium">
            Password
            <input
              ref={password}
              name="password"
              type="password"
              required
              autoComplete="current-password"
              aria-describedby={problem === undefined ? undefined : "sign-in-problem"}
              className={FIELD}
            />
          </label>
          <Button look="primary" type="submit" disabled={busy} className="mt-1 min-h-11">
            {busy ? "Signing in…" : "Sign in"}
          </Button>
        </form>
      </div>
    </main>
  );
}

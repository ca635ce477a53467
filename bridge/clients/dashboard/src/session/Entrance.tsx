import { type ComponentProps, type ReactNode, useState } from "react";

import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Logo } from "../ui/Logo";

interface EntranceProps {
  title: string;
  hint: string;
  /** Why the agent is here, if not by their own wish. */
  notice?: string | undefined;
  /** What the button says. */
  action: string;
  /** Gets in with the form's fields, one of which is `password`; else fails. */
  enter: (fields: FormData) => Promise<unknown>;
  /** Why it failed, in words that say what to do next. */
  problemOf: (failure: unknown) => string;
  /** The fields; `describedBy` names the problem that is shown. */
  children: (describedBy: string | undefined) => ReactNode;
}

/** The page before the dashboard: a form that lets an agent in. */
export function Entrance(props: EntranceProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async (form: HTMLFormElement) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await props.enter(new FormData(form));
    } catch (failure) {
      setProblem(props.problemOf(failure));
      setBusy(false);
      form.querySelector<HTMLInputElement>("input[name=password]")?.select();
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
            <h1 className="text-2xl font-bold tracking-tight">{props.title}</h1>
            <p className="mt-1 text-sm text-ink-soft">{props.hint}</p>
          </div>
        </div>

        {props.notice !== undefined && problem === undefined && (
          <p
            role="status"
            className="mb-4 flex gap-2.5 rounded-lg bg-warn-soft px-3.5 py-3 text-sm text-warn"
          >
            <Icon name="clock" />
            {props.notice}
          </p>
        )}

        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(event.currentTarget);
          }}
          className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-6 shadow-sm"
        >
          {problem !== undefined && (
            <p
              id="entrance-problem"
              role="alert"
              className="flex gap-2.5 rounded-lg bg-danger-soft px-3.5 py-3 text-sm text-danger"
            >
              <Icon name="alert" />
              {problem}
            </p>
          )}
          {props.children(problem === undefined ? undefined : "entrance-problem")}
          <Button look="primary" type="submit" disabled={busy} className="mt-1 min-h-11">
            {busy ? "Signing in…" : props.action}
          </Button>
        </form>
      </div>
    </main>
  );
}

interface FieldProps extends ComponentProps<"input"> {
  label: string;
}

/** One field of it; what stands between the tags explains it. */
export function Field({ label, children, ...input }: FieldProps) {
  return (
    <label className="flex flex-col gap-1.5 text-sm font-medium">
      {label}
      <input
        {...input}
        required
        className="min-h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-faint sm:text-sm"
      />
      {children}
    </label>
  );
}

/** What a field holds. */
export function text(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value : "";
}

import { Entrance, Field, text } from "./Entrance";
import { signInProblem } from "./signInProblem";

interface SignInPageProps {
  /** Why the agent is here, if not by their own wish. */
  notice?: string | undefined;
  signIn: (email: string, password: string) => Promise<void>;
}

export function SignInPage({ notice, signIn }: SignInPageProps) {
  return (
    <Entrance
      title="Sign in to Campfire"
      hint="Where your team answers visitors, live."
      notice={notice}
      action="Sign in"
      enter={(fields) => signIn(text(fields, "email").trim(), text(fields, "password"))}
      problemOf={signInProblem}
    >
      {(describedBy) => (
        <>
          <Field
            label="E-mail"
            name="email"
            type="email"
            autoFocus
            autoComplete="username"
            maxLength={254}
            aria-describedby={describedBy}
          />
          <Field
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            aria-describedby={describedBy}
          />
        </>
      )}
    </Entrance>
  );
}

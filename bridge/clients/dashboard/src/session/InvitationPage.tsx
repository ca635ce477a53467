import { type HttpApi, ProblemError } from "@campfire/client";

import { Entrance, Field, text } from "./Entrance";

interface InvitationPageProps {
  invitation: string;
  api: Pick<HttpApi, "acceptInvitation">;
  /** The agent is signed in. */
  onAccepted: () => void;
}

const SHORTEST = 10;

/** An invitation, as it stands behind the `#` of the link that an agent was sent. */
export function invitationIn(hash: string): string | undefined {
  return /^#\/invitation\/([\w.-]{1,200})$/u.exec(hash)?.[1];
}

export function InvitationPage({ invitation, api, onAccepted }: InvitationPageProps) {
  return (
    <Entrance
      title="Welcome to Campfire"
      hint="Choose a password to sign in with."
      action="Choose it and sign in"
      enter={(fields) =>
        api.acceptInvitation(invitation, text(fields, "password")).then(onAccepted)
      }
      problemOf={(failure) =>
        failure instanceof ProblemError
          ? failure.problem.detail
          : "Something went wrong. Try again."
      }
    >
      {(describedBy) => (
        <Field
          label="Password"
          name="password"
          type="password"
          autoFocus
          minLength={SHORTEST}
          maxLength={128}
          autoComplete="new-password"
          aria-describedby={describedBy ?? "password-rule"}
        >
          <span id="password-rule" className="font-normal text-ink-soft">
            At least {SHORTEST} characters.
          </span>
        </Field>
      )}
    </Entrance>
  );
}

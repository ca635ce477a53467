import { useEffect } from "react";
import { useStore } from "zustand";

import type { SessionStore } from "../session/createSessionStore";
import { SignInPage } from "../session/SignInPage";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Shell } from "./Shell";
import { Splash } from "./Splash";

export function App({ store }: { store: SessionStore }) {
  const { session, restore, signIn, signOut } = useStore(store);
  useEffect(() => void restore(), [restore]);

  switch (session.phase) {
    case "restoring":
      return <Splash />;
    case "unreachable":
      return (
        <main className="flex min-h-full items-center justify-center">
          <h1 className="sr-only">Campfire</h1>
          <Notice icon="offline" title="Campfire cannot be reached" urgent>
            <p className="mb-4">{session.problem.detail}</p>
            <Button look="primary" onClick={() => void restore()}>
              Try again
            </Button>
          </Notice>
        </main>
      );
    case "signedOut":
      return <SignInPage notice={session.notice} signIn={signIn} />;
    case "signedIn":
      return <Shell workspace={session.workspace} onSignOut={() => void signOut()} />;
  }
}

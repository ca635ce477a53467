import "./styles.css";

import { createClient, httpApi } from "@campfire/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { ErrorBoundary } from "./app/ErrorBoundary";
import { createSessionStore } from "./session/createSessionStore";
import { InvitationPage, invitationIn } from "./session/InvitationPage";
import { localMemory } from "./session/localMemory";

const url = window.location.origin;
const api = httpApi(url);
const store = createSessionStore({
  url,
  api,
  createClient,
  memory: localMemory(() => window.localStorage),
});

const invitation = invitationIn(window.location.hash);
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      {invitation === undefined ? (
        <App store={store} />
      ) : (
        <InvitationPage
          invitation={invitation}
          api={api}
          onAccepted={() => {
            // The cookie brings the session back; the invitation leaves the history.
            window.history.replaceState(null, "", "/");
            window.location.reload();
          }}
        />
      )}
    </ErrorBoundary>
  </StrictMode>,
);

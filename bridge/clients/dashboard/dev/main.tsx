import "../src/styles.css";

import type { ConnectionState } from "@campfire/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "../src/app/App";
import { ErrorBoundary } from "../src/app/ErrorBoundary";
import { createSessionStore } from "../src/session/createSessionStore";
import { localMemory } from "../src/session/localMemory";
import { aLogin, FakeApi } from "./FakeApi";
import { FakeClient } from "./FakeClient";
import { ADA, lifelikeWorld } from "./fixtures";
import { rateLimited, unauthenticated, unreachable } from "./problems";

/*
 * The dashboard on a client without a server. `?scene=` chooses what to look at: signIn, unreachable, broken, else the
 * signed-in screen. From the console `campfire.client` is the fake, for example
 * `campfire.client.connection.set({ phase: "waiting", retryAt: Date.now() + 9000 })`.
 */
const scene = new URLSearchParams(window.location.search).get("scene");
const client = new FakeClient(lifelikeWorld(Date.now()));

const agent = aLogin(ADA.id, ADA.name);
const signedIn = { ...agent, profile: { ...agent.profile, role: "admin" as const } };
const api = new FakeApi();
api.onRefresh =
  scene === "signIn" ? unauthenticated() : scene === "unreachable" ? unreachable() : signedIn;

const store = createSessionStore({
  url: window.location.origin,
  api: {
    login: (email, password) => {
      api.onLogin =
        password === "campfire"
          ? signedIn
          : password === "again"
            ? rateLimited(14 * 60_000)
            : unauthenticated();
      return api.login(email, password);
    },
    refresh: api.refresh,
    logout: api.logout,
    organization: api.organization,
    setBusinessHours: api.setBusinessHours,
  },
  createClient: () => client,
  memory: localMemory(() => window.localStorage),
});

function Broken(): never {
  throw new Error("An example of a broken screen");
}

declare global {
  interface Window {
    campfire: { client: FakeClient; connection(state: ConnectionState): void };
  }
}
window.campfire = { client, connection: (state) => client.connection.set(state) };

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>{scene === "broken" ? <Broken /> : <App store={store} />}</ErrorBoundary>
  </StrictMode>,
);

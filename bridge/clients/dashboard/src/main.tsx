import "./styles.css";

import { createClient, httpApi } from "@campfire/client";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { ErrorBoundary } from "./app/ErrorBoundary";
import { createSessionStore } from "./session/createSessionStore";
import { localMemory } from "./session/localMemory";

const url = window.location.origin;
const store = createSessionStore({
  url,
  api: httpApi(url),
  createClient,
  memory: localMemory(() => window.localStorage),
});

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App store={store} />
    </ErrorBoundary>
  </StrictMode>,
);

import type { BusinessHours, Role } from "@campfire/client";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";

import { Shell } from "../src/app/Shell";
import { useUi } from "../src/app/useUi";
import { createDraftStore } from "../src/conversation/createDraftStore";
import { createNoticeStore } from "../src/handling/createNoticeStore";
import { localMemory } from "../src/session/localMemory";
import { aLogin, FakeApi } from "./FakeApi";
import { FakeClient } from "./FakeClient";
import { ADA, lifelikeWorld } from "./fixtures";

/** The signed-in screen over the lifelike world, with a server that never answers by itself. */
export function renderShell(hash = "", role: Role = "agent") {
  useUi.setState({
    tab: "open",
    assignee: "all",
    query: "",
    shortcutsShown: false,
    singleKeys: true,
  });
  window.location.hash = hash;
  // Without `answerMs`: what is sent stays as it was sent.
  const { answerMs, ...world } = lifelikeWorld(Date.now());
  const client = new FakeClient(world);
  const signedIn = aLogin(ADA.id, ADA.name);
  const profile = { ...signedIn.profile, role };
  const api = new FakeApi();
  const administration = {
    organization: () => api.organization(signedIn.accessToken),
    setBusinessHours: (hours: BusinessHours | null) =>
      api.setBusinessHours(signedIn.accessToken, hours),
  };
  const drafts = createDraftStore(
    localMemory(() => window.localStorage),
    profile.id,
  );
  const view = render(
    <Shell
      workspace={{ profile, client, drafts, notices: createNoticeStore(), administration }}
      onSignOut={() => {}}
    />,
  );
  return { client, api, drafts, user: userEvent.setup(), ...view };
}

import type { AccessToken, ClientOptions } from "@campfire/client";
import { describe, expect, it } from "vitest";

import { aLogin, FakeApi } from "../../dev/FakeApi";
import { FakeClient } from "../../dev/FakeClient";
import { aConversation } from "../../dev/fixtures";
import { unauthenticated, unreachable } from "../../dev/problems";
import { createSessionStore } from "./createSessionStore";
import { localMemory } from "./localMemory";

const ADA = aLogin("ada", "Ada");
const GRACE = aLogin("grace", "Grace");

/** A store with its doors in the test's hands. */
function setUp() {
  const api = new FakeApi();
  const clients: FakeClient[] = [];
  const tokens: (() => Promise<AccessToken>)[] = [];
  const store = createSessionStore({
    url: "https://chat.example",
    api,
    memory: localMemory(() => window.localStorage),
    createClient: ({ token }: ClientOptions) => {
      const client = new FakeClient({
        colleagues: [],
        me: { id: "ada", name: "Ada" },
        conversations: [aConversation(1, 0)],
        histories: {},
      });
      clients.push(client);
      tokens.push(token);
      return client;
    },
  });
  const { restore, signIn, signOut } = store.getState();
  const session = () => store.getState().session;
  const profileName = () => {
    const now = session();
    return now.phase === "signedIn" ? now.workspace.profile.name : now.phase;
  };
  return { api, clients, tokens, restore, signIn, signOut, session, profileName };
}

function only<T>(items: T[]): T {
  expect(items).toHaveLength(1);
  return items[0] as T;
}

describe("restoring", () => {
  it("brings an earlier session back and starts its client", async () => {
    const { api, clients, restore, profileName } = setUp();
    api.onRefresh = ADA;
    await restore();
    expect(profileName()).toBe("Ada");
    expect(only(clients).started).toBe(1);
  });

  it("without a session shows the sign-in page, and no complaint", async () => {
    const { restore, session } = setUp();
    await restore();
    expect(session()).toEqual({ phase: "signedOut" });
  });

  it("says so when the server cannot be reached, and can be repeated", async () => {
    const { api, restore, session, profileName } = setUp();
    api.onRefresh = unreachable();
    await restore();
    expect(session().phase).toBe("unreachable");
    api.onRefresh = ADA;
    await restore();
    expect(profileName()).toBe("Ada");
  });

  it("twice at once refreshes once, for a refresh token serves once", async () => {
    const { api, clients, restore } = setUp();
    api.onRefresh = ADA;
    await Promise.all([restore(), restore()]);
    expect(api.calls).toEqual(["refresh"]);
    expect(clients).toHaveLength(1);
  });
});

describe("signing in", () => {
  it("passes a refusal on and stays signed out", async () => {
    const { restore, signIn, clients, session } = setUp();
    await restore();
    await expect(signIn("ada@demo.test", "wrong")).rejects.toMatchObject({
      problem: { code: "unauthenticated" },
    });
    expect(session().phase).toBe("signedOut");
    expect(clients).toHaveLength(0);
  });

  it("hands the client the token that it brought, and refreshes for each later one", async () => {
    const { api, tokens, signIn } = setUp();
    api.onLogin = ADA;
    await signIn("ada@demo.test", "campfire");
    const token = only(tokens);
    expect((await token()).accessToken).toBe("token of Ada");
    api.onRefresh = aLogin("ada", "Ada", "renewed");
    expect((await token()).accessToken).toBe("renewed");
    expect(api.calls).toEqual(["login ada@demo.test campfire", "refresh"]);
  });
});

describe("a running session", () => {
  it("administers with the newest token that the client was given", async () => {
    const { api, tokens, signIn, session } = setUp();
    api.onLogin = ADA;
    await signIn("ada@demo.test", "campfire");
    const now = session();
    if (now.phase !== "signedIn") throw new Error(now.phase);
    await now.workspace.administration.organization();
    api.onRefresh = aLogin("ada", "Ada", "renewed");
    await only(tokens)();
    await only(tokens)();
    await now.workspace.administration.setBusinessHours(null);
    expect(api.calls.slice(1)).toEqual([
      "organization by token of Ada",
      "refresh",
      "setBusinessHours null by renewed",
    ]);
  });

  it("that ends on the server leads to the sign-in page, with the reason", async () => {
    const { api, clients, restore, session } = setUp();
    api.onRefresh = ADA;
    await restore();
    only(clients).connection.set({ phase: "signedOut" });
    expect(session()).toMatchObject({ phase: "signedOut", notice: /session has ended/u });
    expect(only(clients).stopped).toBe(1);
    expect(only(clients).connection.listenerCount).toBe(0);
  });

  it("follows when somebody else signs in in another tab, and never mixes the two", async () => {
    const { api, clients, tokens, restore, profileName } = setUp();
    api.onRefresh = ADA;
    await restore();
    const token = only(tokens);
    await token();
    api.onRefresh = GRACE;
    await expect(token()).rejects.toMatchObject({ problem: { code: "unauthenticated" } });
    expect(profileName()).toBe("Grace");
    expect(clients.map(({ stopped }) => stopped)).toEqual([1, 0]);
  });
});

describe("signing out", () => {
  it("stops the client, ends the session on the server and forgets the drafts", async () => {
    const { api, clients, restore, signOut, session } = setUp();
    api.onRefresh = ADA;
    await restore();
    const before = session();
    if (before.phase === "signedIn") before.workspace.drafts.getState().write("c1", "half a");
    await signOut();
    expect(session()).toEqual({ phase: "signedOut" });
    expect(api.calls.at(-1)).toBe("logout");
    expect(only(clients).stopped).toBe(1);
    expect(window.localStorage).toHaveLength(0);
  });

  it("that the server did not hear is finished on the next visit, not undone", async () => {
    const first = setUp();
    first.api.onRefresh = ADA;
    await first.restore();
    first.api.onLogout = unreachable();
    await first.signOut();
    expect(first.session()).toMatchObject({ phase: "signedOut", notice: /could not be told/u });

    const second = setUp();
    second.api.onRefresh = ADA;
    await second.restore();
    expect(second.api.calls).toEqual(["logout"]);
    expect(second.session()).toEqual({ phase: "signedOut" });

    const third = setUp();
    third.api.onRefresh = unauthenticated();
    await third.restore();
    expect(third.api.calls).toEqual(["refresh"]);
  });
});

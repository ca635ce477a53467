import {
  type AccessToken,
  type BusinessHours,
  type Client,
  type ClientOptions,
  type HttpApi,
  type OrganizationSettings,
  type Problem,
  ProblemError,
  type Profile,
  type SignedIn,
} from "@campfire/client";
import { createStore, type StoreApi } from "zustand/vanilla";

import { createDraftStore, type DraftStore } from "../conversation/createDraftStore";
import { createNoticeStore, type NoticeStore } from "../handling/createNoticeStore";
import type { LocalMemory } from "./localMemory";

/** What a signed-in agent works with; it lives from sign-in to sign-out. */
export interface Workspace {
  profile: Profile;
  client: Client;
  drafts: DraftStore;
  notices: NoticeStore;
  administration: Administration;
}

/** What admins set up, in their own name. */
export interface Administration {
  organization(): Promise<OrganizationSettings>;
  setBusinessHours(hours: BusinessHours | null): Promise<OrganizationSettings>;
}

export type Session =
  | { phase: "restoring" }
  | { phase: "unreachable"; problem: Problem }
  | { phase: "signedOut"; notice?: string }
  | { phase: "signedIn"; workspace: Workspace };

export interface SessionState {
  session: Session;
  /** Brings the session of an earlier visit back, if its cookie still serves. */
  restore: () => Promise<void>;
  /** Rejects with a ProblemError. */
  signIn: (email: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
}

export type SessionStore = StoreApi<SessionState>;

export interface SessionDoors {
  url: string;
  api: Pick<HttpApi, "login" | "refresh" | "logout" | "organization" | "setBusinessHours">;
  createClient: (options: ClientOptions) => Client;
  memory: LocalMemory;
}

/**
 * Set from the click on "Sign out" until the server has confirmed it. The cookie cannot be deleted from here, so
 * without this mark a reload after a failed sign-out would quietly sign in again.
 */
const SIGNING_OUT = "campfire:signing-out";
const NOT_CONFIRMED =
  "You are signed out on this page, but the server could not be told yet. Reload the page when you are back online to finish.";
const ENDED = "Your session has ended. Please sign in again.";

/** Who is signed in, if anybody, and the client library's connection that goes with it. */
export function createSessionStore({ url, api, createClient, memory }: SessionDoors): SessionStore {
  let restoring: Promise<void> | undefined;
  let stopClient = () => {};

  return createStore<SessionState>((set, get) => {
    function enter(session: Session): void {
      stopClient();
      stopClient = () => {};
      set({ session });
    }

    function begin(signedIn: SignedIn): void {
      let first: AccessToken | undefined = { ...signedIn, caller: signedIn.profile };
      // The client asks for another in time; a refresh token serves once, so nobody else asks.
      let { accessToken } = signedIn;
      const token = async (): Promise<AccessToken> => {
        const known = first;
        first = undefined;
        if (known !== undefined) return known;
        const renewed = await api.refresh();
        if (renewed.profile.id === signedIn.profile.id) {
          ({ accessToken } = renewed);
          return { ...renewed, caller: renewed.profile };
        }
        // Somebody else signed in in another tab; the cookie is shared, so this tab follows.
        begin(renewed);
        throw new ProblemError({
          type: "about:blank",
          title: "Signed out",
          status: 401,
          code: "unauthenticated",
          detail: "Another account signed in.",
          instance: "",
          retryable: false,
        });
      };

      const client = createClient({ url, token });
      const { profile } = signedIn;
      enter({
        phase: "signedIn",
        workspace: {
          profile,
          client,
          drafts: createDraftStore(memory, profile.id),
          notices: createNoticeStore(),
          administration: {
            organization: () => api.organization(accessToken),
            setBusinessHours: (hours) => api.setBusinessHours(accessToken, hours),
          },
        },
      });
      const unsubscribe = client.connection.subscribe(({ phase }) => {
        if (phase === "signedOut") enter({ phase: "signedOut", notice: ENDED });
      });
      stopClient = () => {
        unsubscribe();
        client.stop();
      };
      client.start();
    }

    async function finishSignOut(): Promise<void> {
      const result: Extract<Session, { phase: "signedOut" }> = await api.logout().then(
        () => ({ phase: "signedOut" }),
        () => ({ phase: "signedOut", notice: NOT_CONFIRMED }),
      );
      // Whoever signed in again meanwhile stays.
      if (get().session.phase === "signedIn") return;
      if (result.notice === undefined) memory.forget(SIGNING_OUT);
      enter(result);
    }

    async function restoreOnce(): Promise<void> {
      set({ session: { phase: "restoring" } });
      if (memory.read(SIGNING_OUT) !== undefined) return finishSignOut();
      try {
        begin(await api.refresh());
      } catch (failure) {
        if (!(failure instanceof ProblemError)) throw failure;
        // 401 is the everyday answer to a first visit: nothing to report.
        if (failure.problem.status === 401) enter({ phase: "signedOut" });
        else enter({ phase: "unreachable", problem: failure.problem });
      }
    }

    return {
      session: { phase: "restoring" },
      // A refresh token serves once, so two refreshes at the same time are to be avoided.
      restore: () => (restoring ??= restoreOnce().finally(() => (restoring = undefined))),
      signIn: async (email, password) => {
        const signedIn = await api.login(email, password);
        memory.forget(SIGNING_OUT);
        begin(signedIn);
      },
      signOut: async () => {
        const { session } = get();
        if (session.phase !== "signedIn") return;
        memory.write(SIGNING_OUT, "1");
        session.workspace.drafts.getState().clear();
        enter({ phase: "signedOut" });
        await finishSignOut();
      },
    };
  });
}

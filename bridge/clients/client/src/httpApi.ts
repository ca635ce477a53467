import type { AccessToken, Role } from "./api";
import { ProblemError } from "./ProblemError";
import { readProblem, unavailable } from "./problems";

const TIMEOUT_MS = 10_000;
const ORGANIZATION = "/admin/organization";

export interface Profile {
  id: string;
  org: string;
  role: Role;
  name: string;
  email: string;
}

export interface SignedIn extends AccessToken {
  profile: Profile;
}

export interface StartWidgetSession {
  widgetKey: string;
  contactToken?: string;
  /** A JWT that the organisation's own server has signed. */
  identity?: string;
}

export interface WidgetSession extends AccessToken {
  contactToken: string;
  contact: { id: string; name?: string; email?: string };
  organization: { id: string; name: string; greeting?: string; available: boolean };
}

/** When an organisation answers: openings of the week on the clocks of a place, less holidays. */
export interface BusinessHours {
  timezone: string;
  week: Opening[];
  /** `2026-12-25` each. */
  holidays: string[];
}

export interface Opening {
  /** Monday is 1, Sunday 7. */
  weekday: number;
  /** Of the day: 540 is 9 o'clock. */
  fromMinute: number;
  /** The first that is closed again; 1440 is midnight. */
  toMinute: number;
}

export interface OrganizationSettings {
  id: string;
  name: string;
  businessHours?: BusinessHours;
}

export interface HttpApi {
  login(email: string, password: string): Promise<SignedIn>;
  /** By the cookie of the last `login`; rejects with `unauthenticated` without one. */
  refresh(): Promise<SignedIn>;
  logout(): Promise<void>;
  /** Chooses the password of an invited agent, who is signed in by it as by `login`. */
  acceptInvitation(invitation: string, password: string): Promise<SignedIn>;
  widgetSession(request: StartWidgetSession): Promise<WidgetSession>;
  /** Whether an agent is connected and chose `online`. */
  isAvailable(accessToken: string): Promise<boolean>;
  /** How the organisation is set up; for admins. */
  organization(accessToken: string): Promise<OrganizationSettings>;
  /** Null: no hours. In force a minute later; for admins. */
  setBusinessHours(
    accessToken: string,
    businessHours: BusinessHours | null,
  ): Promise<OrganizationSettings>;
}

/** The part of the HTTP API that comes before a socket. Every call rejects with `ProblemError`. */
export function httpApi(url: string): HttpApi {
  const ask = async (path: string, request: RequestInit): Promise<unknown> => {
    const response = await fetch(new URL(`/api/v1${path}`, url), {
      ...request,
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw unavailable("The server cannot be reached.");
    });
    const text = await response.text().catch(() => "");
    const value = parse(text);
    if (!response.ok) {
      throw new ProblemError(readProblem(value, response.status));
    }
    if (value === undefined && response.status !== 204) {
      throw unavailable("The server's answer cannot be read.");
    }
    return value;
  };
  const send = (method: string, path: string, body: unknown, headers = {}): Promise<unknown> =>
    ask(path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const post = (path: string, body: unknown): Promise<unknown> => send("POST", path, body);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    login: async (email, password) => (await post("/auth/login", { email, password })) as SignedIn,
    refresh: async () => (await post("/auth/refresh", {})) as SignedIn,
    acceptInvitation: async (invitation, password) =>
      (await post("/auth/invitation", { invitation, password })) as SignedIn,
    logout: async () => {
      await post("/auth/logout", {});
    },
    widgetSession: async (request) => (await post("/widget/sessions", request)) as WidgetSession,
    isAvailable: async (accessToken) => {
      const headers = bearer(accessToken);
      const answer = (await ask("/agents/availability", { headers })) as { available: boolean };
      return answer.available;
    },
    organization: async (accessToken) =>
      (await ask(ORGANIZATION, { headers: bearer(accessToken) })) as OrganizationSettings,
    setBusinessHours: async (accessToken, businessHours) =>
      (await send(
        "PATCH",
        ORGANIZATION,
        { businessHours },
        bearer(accessToken),
      )) as OrganizationSettings,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's page, say; the status tells enough
  }
}

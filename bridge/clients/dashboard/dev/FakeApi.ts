import type { BusinessHours, OrganizationSettings, SignedIn } from "@campfire/client";

import { unauthenticated } from "./problems";

/** The calls over HTTP. Each answers what the test has put there, or rejects with it. */
export class FakeApi {
  readonly calls: string[] = [];
  onLogin: SignedIn | Error = unauthenticated();
  onRefresh: SignedIn | Error = unauthenticated();
  onLogout: Error | undefined;
  onOrganization: OrganizationSettings | Error = { id: "demo", name: "Demo" };
  onSetBusinessHours: Error | undefined;

  readonly login = (email: string, password: string): Promise<SignedIn> =>
    this.answer(`login ${email} ${password}`, this.onLogin);

  readonly refresh = (): Promise<SignedIn> => this.answer("refresh", this.onRefresh);

  readonly logout = async (): Promise<void> => {
    await this.answer("logout", this.onLogout ?? LOGGED_OUT);
  };

  readonly organization = (accessToken: string): Promise<OrganizationSettings> =>
    this.answer(`organization by ${accessToken}`, this.onOrganization);

  readonly setBusinessHours = (
    accessToken: string,
    hours: BusinessHours | null,
  ): Promise<OrganizationSettings> =>
    this.answer(
      `setBusinessHours ${JSON.stringify(hours)} by ${accessToken}`,
      this.onSetBusinessHours ?? this.onOrganization,
    );

  private answer<T>(call: string, result: T | Error): Promise<T> {
    this.calls.push(call);
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
  }
}

export function aLogin(id: string, name: string, accessToken = `token of ${name}`): SignedIn {
  return {
    accessToken,
    expiresAt: "2026-11-23T12:15:00.000Z",
    profile: { id, org: "demo", role: "agent", name, email: `${name.toLowerCase()}@demo.test` },
  };
}

const LOGGED_OUT = aLogin("nobody", "Nobody");

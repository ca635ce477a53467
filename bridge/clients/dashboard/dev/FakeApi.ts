import type { SignedIn } from "@campfire/client";

import { unauthenticated } from "./problems";

/** The three calls of a session. Each answers what the test has put there, or rejects with it. */
export class FakeApi {
  readonly calls: string[] = [];
  onLogin: SignedIn | Error = unauthenticated();
  onRefresh: SignedIn | Error = unauthenticated();
  onLogout: Error | undefined;

  readonly login = (email: string, password: string): Promise<SignedIn> =>
    this.answer(`login ${email} ${password}`, this.onLogin);

  readonly refresh = (): Promise<SignedIn> => this.answer("refresh", this.onRefresh);

  readonly logout = async (): Promise<void> => {
    await this.answer("logout", this.onLogout ?? LOGGED_OUT);
  };

  private answer(call: string, result: SignedIn | Error): Promise<SignedIn> {
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

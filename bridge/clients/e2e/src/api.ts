import { setTimeout as sleep } from "node:timers/promises";

import { BridgeSocket } from "./BridgeSocket";

export interface Session {
  accessToken: string;
  id: string;
  org: string;
}

/** Asks again, as the contract lets clients, while the answer is that it is too early. */
async function post(url: string, body: unknown, tries = 10): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.ok) return answer;
  if (answer["retryable"] !== true || tries === 1)
    throw new Error(`${url}: ${response.status} ${JSON.stringify(answer)}`);
  await sleep((answer["retryAfterMs"] as number | undefined) ?? 1_000);
  return post(url, body, tries - 1);
}

export async function signIn(url: string, email: string): Promise<Session> {
  const body = await post(`${url}/api/v1/auth/login`, { email, password: "campfire" });
  const profile = body["profile"] as { id: string; org: string };
  return { accessToken: body["accessToken"] as string, ...profile };
}

export async function visit(url: string, widgetKey = "demo"): Promise<Session> {
  const body = await post(`${url}/api/v1/widget/sessions`, { widgetKey });
  const contact = body["contact"] as { id: string };
  const organization = body["organization"] as { id: string };
  return { accessToken: body["accessToken"] as string, id: contact.id, org: organization.id };
}

export async function connectAs(url: string, session: Session): Promise<BridgeSocket> {
  return BridgeSocket.signedIn(url, session.accessToken);
}

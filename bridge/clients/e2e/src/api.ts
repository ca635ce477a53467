import { BridgeSocket } from "./BridgeSocket";

export interface Session {
  accessToken: string;
  id: string;
  org: string;
}

async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
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

import { afterEach, describe, expect, it, vi } from "vitest";
import { httpApi } from "./httpApi";
import { problemOfStatus } from "./problems";

const api = httpApi("https://chat.example.com");

function answer(status: number, body: string | null): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(() => Promise.resolve(new Response(body, { status })));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("httpApi", () => {
  it("posts JSON with the cookies of its own origin only", async () => {
    const fetch = answer(200, '{"accessToken":"t"}');
    await expect(api.login("ada@demo.test", "campfire")).resolves.toEqual({ accessToken: "t" });
    expect(fetch).toHaveBeenCalledWith(
      new URL("https://chat.example.com/api/v1/auth/login"),
      expect.objectContaining({
        method: "POST",
        credentials: "same-origin",
        body: '{"email":"ada@demo.test","password":"campfire"}',
      }),
    );
  });

  it("changes business hours in the name of whoever holds the token", async () => {
    const fetch = answer(200, '{"id":"demo","name":"Demo"}');
    await expect(api.setBusinessHours("t", null)).resolves.toEqual({ id: "demo", name: "Demo" });
    expect(fetch).toHaveBeenCalledWith(
      new URL("https://chat.example.com/api/v1/admin/organization"),
      expect.objectContaining({
        method: "PATCH",
        headers: { "content-type": "application/json", authorization: "Bearer t" },
        body: '{"businessHours":null}',
      }),
    );
  });

  it("takes an empty answer where none is due", async () => {
    answer(204, null);
    await expect(api.logout()).resolves.toBeUndefined();
  });

  it("rejects with the server's problem", async () => {
    const problem = { ...problemOfStatus(401, "Wrong e-mail or password."), instance: "trace" };
    answer(401, JSON.stringify(problem));
    await expect(api.login("ada@demo.test", "wrong")).rejects.toMatchObject({ problem });
  });

  it.each([
    [502, "<html>bad gateway</html>", "unavailable", true],
    [429, "slow down", "rate_limited", true],
    [500, "", "internal", false],
    [200, "<html>a captive portal</html>", "unavailable", true],
  ])("makes a problem of %i without one", async (status, body, code, retryable) => {
    answer(status, body);
    await expect(api.refresh()).rejects.toMatchObject({ problem: { code, retryable } });
  });

  it("rejects with `unavailable` when nobody answers", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(api.widgetSession({ widgetKey: "demo" })).rejects.toMatchObject({
      problem: { code: "unavailable", retryable: true },
    });
  });
});

import { expect, it } from "vitest";

import { bannerFor } from "./bannerFor";

it("says nothing while all is well, nor to somebody who is signed out", () => {
  expect(bannerFor({ phase: "online" }, true, true)).toBeUndefined();
  expect(bannerFor({ phase: "signedOut" }, true, true)).toBeUndefined();
});

it("tells a first connection from a lost one", () => {
  expect(bannerFor({ phase: "connecting" }, true, false)?.text).toBe("Connecting…");
  expect(bannerFor({ phase: "connecting" }, true, true)?.text).toBe("Reconnecting…");
});

it("gives the time of the next attempt", () => {
  expect(bannerFor({ phase: "waiting", retryAt: 9 }, true, true)).toMatchObject({
    kind: "waiting",
    retryAt: 9,
  });
});

it("names the missing network before all else", () => {
  expect(bannerFor({ phase: "waiting", retryAt: 9 }, false, true)?.kind).toBe("offline");
  expect(bannerFor({ phase: "online" }, false, true)?.kind).toBe("offline");
});

it("holds back what is mostly over in a moment", () => {
  expect(bannerFor({ phase: "catchingUp" }, true, true)).toMatchObject({
    kind: "catchingUp",
    brief: true,
  });
});

import { expect, it } from "vitest";

import { localMemory } from "../session/localMemory";
import { createDraftStore } from "./createDraftStore";

const memory = localMemory(() => window.localStorage);

it("a draft is there again after a reload", () => {
  createDraftStore(memory, "ada").getState().write("c1", "half a");
  expect(createDraftStore(memory, "ada").getState().drafts).toEqual({ c1: "half a" });
});

it("an agent does not see a colleague's drafts on the same computer", () => {
  createDraftStore(memory, "ada").getState().write("c1", "half a");
  expect(createDraftStore(memory, "grace").getState().drafts).toEqual({});
});

it("an emptied draft leaves nothing behind", () => {
  const drafts = createDraftStore(memory, "ada").getState();
  drafts.write("c1", "half a");
  drafts.write("c1", "");
  expect(window.localStorage).toHaveLength(0);
});

it("signing out forgets this agent's drafts only", () => {
  createDraftStore(memory, "grace").getState().write("c1", "hers");
  const drafts = createDraftStore(memory, "ada");
  drafts.getState().write("c1", "mine");
  drafts.getState().clear();
  expect(drafts.getState().drafts).toEqual({});
  expect(createDraftStore(memory, "grace").getState().drafts).toEqual({ c1: "hers" });
});

it("works without a local storage, until the page is left", () => {
  const forbidden = localMemory(() => {
    throw new DOMException("denied", "SecurityError");
  });
  const drafts = createDraftStore(forbidden, "ada");
  drafts.getState().write("c1", "half a");
  expect(drafts.getState().drafts).toEqual({ c1: "half a" });
});

import { describe, expect, it } from "vitest";
import { CONTACT, rowOf } from "../../../dev/fake/samples";
import { groupRows } from "./groupRows";

const keys = (groups: ReturnType<typeof groupRows>) =>
  groups.map(({ rows }) => rows.map(({ seq }) => seq));

describe("groupRows", () => {
  it("puts together what one person writes without a pause", () => {
    const rows = [rowOf(1), rowOf(2), rowOf(3, { sender: CONTACT }), rowOf(4), rowOf(9)];
    expect(keys(groupRows(rows))).toEqual([[1, 2], [3], [4], [9]]);
  });

  it("keeps two agents apart", () => {
    const grace = { id: "agent-2", kind: "agent", name: "Grace" } as const;
    expect(keys(groupRows([rowOf(1), rowOf(2, { sender: grace })]))).toEqual([[1], [2]]);
  });

  it("starts a day with its first group, even in the middle of a sentence", () => {
    const before = new Date(2026, 10, 20, 23, 59).toISOString();
    const after = new Date(2026, 10, 21, 0, 1).toISOString();
    const groups = groupRows([rowOf(1, { sentAt: before }), rowOf(2, { sentAt: after })]);
    expect(groups.map(({ startsDay }) => startsDay)).toEqual([true, true]);
  });

  it("makes nothing of nothing", () => {
    expect(groupRows([])).toEqual([]);
  });
});

import type { MessageRow, Sender } from "@campfire/client";
import { expect, it } from "vitest";

import { aRow } from "../../dev/fixtures";
import { messageItems } from "./messageItems";

const MARA: Sender = { id: "mara", kind: "contact", name: "Mara" };
const ADA: Sender = { id: "ada", kind: "agent", name: "Ada" };
const NOON = new Date(2026, 10, 23, 12).getTime();

function shape(rows: MessageRow[]): string[] {
  return messageItems(rows).map((item) =>
    item.kind === "day"
      ? "day"
      : `${item.first ? "[" : ""}${item.row.content}${item.last ? "]" : ""}`,
  );
}

it("one person's messages in a row form a group", () => {
  expect(
    shape([
      aRow(1, MARA, NOON, "a"),
      aRow(2, MARA, NOON + 1_000, "b"),
      aRow(3, ADA, NOON + 2_000, "c"),
    ]),
  ).toEqual(["day", "[a", "b]", "[c]"]);
});

it("a long pause ends a group", () => {
  expect(shape([aRow(1, MARA, NOON, "a"), aRow(2, MARA, NOON + 301_000, "b")])).toEqual([
    "day",
    "[a]",
    "[b]",
  ]);
});

it("midnight ends a group and has a heading", () => {
  const midnight = new Date(2026, 10, 24).getTime();
  expect(shape([aRow(1, MARA, midnight - 1_000, "a"), aRow(2, MARA, midnight, "b")])).toEqual([
    "day",
    "[a]",
    "day",
    "[b]",
  ]);
});

it("a message that has waited since yesterday stands last, under today", () => {
  const waiting: MessageRow = { ...aRow(1, ADA, NOON - 24 * 3_600_000, "b"), state: "failed" };
  expect(shape([aRow(1, MARA, NOON, "a"), waiting])).toEqual(["day", "[a]", "[b]"]);
});

it("a failed message ends its group, for its buttons stand below it", () => {
  const failed: MessageRow = { ...aRow(1, ADA, NOON, "a"), state: "failed" };
  expect(shape([failed, aRow(2, ADA, NOON + 1, "b")])).toEqual(["day", "[a]", "[b]"]);
});

it("rows keep their keys when an older page is put in above", () => {
  const newer = [aRow(2, MARA, NOON, "b"), aRow(3, MARA, NOON, "c")];
  const keys = (rows: MessageRow[]) =>
    messageItems(rows).flatMap((item) => (item.kind === "message" ? [item.key] : []));
  expect(keys([aRow(1, MARA, NOON, "a"), ...newer]).slice(1)).toEqual(keys(newer));
});

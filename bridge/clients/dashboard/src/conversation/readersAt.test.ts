import { expect, it } from "vitest";

import { ADA, aRow } from "../../dev/fixtures";
import { readersAt } from "./readersAt";

const CONTACT = { id: "mia", kind: "contact" } as const;
const GRACE = { id: "grace", kind: "agent", name: "Grace" } as const;
const agents = [
  { id: "grace", name: "Grace", availability: "online", isOnline: true } as const,
  { id: "lin", name: "Lin", availability: "online", isOnline: true } as const,
];

it("names each colleague where their reading ends, and neither oneself nor the contact", () => {
  const rows = [aRow(1, CONTACT, 0, "one"), aRow(2, CONTACT, 0, "two"), aRow(3, GRACE, 0, "three")];
  const receipt = (id: string, kind: "agent" | "contact", readSeq: number) => ({
    conversationId: "a",
    reader: { id, kind },
    deliveredSeq: readSeq,
    readSeq,
  });
  const readers = readersAt(
    rows,
    [
      receipt("grace", "agent", 3),
      receipt("lin", "agent", 2),
      receipt(ADA.id, "agent", 3),
      receipt("mia", "contact", 3),
      receipt("gone", "agent", 1),
    ],
    agents,
    ADA.id,
  );
  // What Grace wrote herself she has not read.
  expect([...readers]).toEqual([[rows[1]?.key, ["Grace", "Lin"]]]);
});

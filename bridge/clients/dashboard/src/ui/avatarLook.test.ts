import { expect, it } from "vitest";

import { avatarLook, initials } from "./avatarLook";

it.each([
  ["Ada Lovelace", "AL"],
  ["Wilhelmina van der Berg", "WB"],
  ["madonna", "M"],
  ["  ", "?"],
  ["🔥 fire", "🔥F"],
  ["Émile", "É"],
])("the initials of %s are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

it("the same id has the same look, always", () => {
  expect(avatarLook("0190c000-0000-7000-8000-000000001048")).toBe(
    avatarLook("0190c000-0000-7000-8000-000000001048"),
  );
});

it("similar ids are spread over all looks", () => {
  const looks = new Map<string, number>();
  for (let number = 0; number < 800; number++) {
    const look = avatarLook(`0190c000-0000-7000-8000-${String(number).padStart(12, "0")}`);
    looks.set(look, (looks.get(look) ?? 0) + 1);
  }
  expect([...looks.keys()].sort()).toEqual(Array.from({ length: 8 }, (_, n) => `look-${n}`));
  for (const count of looks.values()) expect(count).toBeGreaterThan(50);
});

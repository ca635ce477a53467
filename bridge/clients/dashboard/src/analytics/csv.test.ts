import { expect, it } from "vitest";

import { csvLine, csvPages } from "./csv";

it("a cell with a comma, a quote or a line break is quoted", () => {
  expect(csvLine(["a,b", 'say "hi"', "two\nlines", 7, undefined])).toBe(
    '"a,b","say ""hi""","two\nlines",7,\r\n',
  );
});

it("what a spreadsheet would run is made a text", () => {
  expect(csvLine(["=1+1", "-5", -5])).toBe("'=1+1,'-5,-5\r\n");
});

it("pages follow one another to the last", async () => {
  const asked: (string | undefined)[] = [];
  const pages = csvPages(
    ["n"],
    (before) => {
      asked.push(before);
      return Promise.resolve(
        before === undefined ? { items: [1], next: "b" } : { items: [2], next: null },
      );
    },
    (item) => [item],
  );
  let text = "";
  for await (const piece of pages) text += piece;
  expect(text).toBe("n\r\n1\r\n2\r\n");
  expect(asked).toEqual([undefined, "b"]);
});

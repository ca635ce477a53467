import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds at fault, a line each. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      // On trial, and takes an avatar's hidden initials for words of its button.
      rules: { "label-content-name-mismatch": { enabled: false } },
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

import axe from "axe-core";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openBrowser, skipBrowser } from "../src/browser";
import { campfire, temporaryFolder, type Outcome } from "../src/CampfireServer";

interface Result {
  passed: boolean;
  rows: { name: string; measured: number; verdict: string }[];
  series: { plots: { title: string; lines: { name: string }[] }[] };
}

/** A load that the default limits let through. */
const LOAD = "--conversations 6 --agents 2 --rate 12 --warmup 1s --duration 4s".split(" ");
const PLOTS = [
  "Latency: acknowledged",
  "Latency: delivered",
  "Latency: bench's own lag",
  "Throughput",
  "Errors",
  "Processor",
  "Memory of the server",
  "Garbage collection of the server",
];

describe("the bench", () => {
  const { nodes, data } = inject("common");
  let folder: string;
  let page: string;
  let outcome: Outcome;
  let result: Result;

  beforeAll(async () => {
    folder = await temporaryFolder();
    page = join(folder, "report.html");
    const json = join(folder, "report.json");
    outcome = await campfire([
      ...["bench", "chat", "--url", nodes[0].url, "--second-url", nodes[1].url, ...LOAD],
      ...["--management-url", nodes.map((node) => node.managementUrl).join(",")],
      ...["--data", data, "--ceiling-for", "200ms", "--json", json, "--html", page],
    ]);
    result = JSON.parse(await readFile(json, "utf8")) as Result;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  function measured(name: string): number {
    return result.rows.find((row) => row.name === name)?.measured ?? NaN;
  }

  it("talks through two nodes and finds every message where it belongs", () => {
    const broken = result.rows.filter((row) => row.verdict === "BROKEN").map((row) => row.name);
    // A try that a busy machine fails is more than a thousandth of sixty: no promise is broken by it.
    expect(broken.filter((name) => name !== "failed tries")).toEqual([]);
    expect(outcome.status).toBe(result.passed ? 0 : 1);
    expect(outcome.output).toMatch(result.passed ? /^PASSED/m : /^FAILED/m);
    // Nine in the warm-up, half of which climbs to the rate, and 48.
    for (const whole of ["sent", "acknowledged", "delivered"]) expect(measured(whole)).toBe(57);
    for (const fault of ["lost", "double", "disordered"]) expect(measured(fault)).toBe(0);
  });

  it("says what a message costs, and what the machine can do at most", () => {
    for (const figure of [
      "server's processor time",
      "PostgreSQL's processor time",
      "bench's processor time",
      "ceiling of group commits",
      "ceiling of WebSocket echo",
    ]) {
      expect(measured(figure), figure).toBeGreaterThan(0);
    }
  });

  it("watches both servers while it runs", () => {
    expect(result.series.plots.map((plot) => plot.title)).toEqual(PLOTS);
    const memory = result.series.plots.find((plot) => plot.title === "Memory of the server");
    expect(memory?.lines.map((line) => line.name)).toEqual(
      expect.arrayContaining(["resident", "heap used"]),
    );
  });

  describe.skipIf(skipBrowser)("as a page", () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());

    async function open(width: number): Promise<Page> {
      const context = await browser.newContext({ viewport: { width, height: 900 }, offline: true });
      const opened = await context.newPage();
      opened.on("pageerror", (failure) => failures.push(failure.message));
      opened.on("request", (request) => requests.push(request.url()));
      await opened.goto(pathToFileURL(page).href);
      return opened;
    }

    const failures: string[] = [];
    const requests: string[] = [];

    it("draws every plot without asking anybody for anything", async () => {
      const opened = await open(1280);

      await expect.poll(() => opened.locator("canvas").count()).toBe(PLOTS.length + 1);
      for (const title of PLOTS) {
        await opened.getByRole("heading", { name: title }).waitFor();
      }
      expect(await opened.locator(".verdict").innerText()).toContain(
        result.passed ? "PASSED" : "FAILED",
      );
      expect(failures).toEqual([]);
      expect(requests).toEqual([pathToFileURL(page).href]);
    });

    it("has no fault that axe can find, and does not scroll sideways where it is narrow", async () => {
      const opened = await open(420);

      await opened.evaluate(axe.source);
      const { violations } = await opened.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run(document),
      );
      expect(violations.map((violation) => violation.id)).toEqual([]);
      expect(
        await opened.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      ).toBe(true);
    });
  });
});

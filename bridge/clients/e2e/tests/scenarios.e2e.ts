import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  campfire,
  CampfireServer,
  cleanUp,
  temporaryFolder,
  type Outcome,
} from "../src/CampfireServer";
import { openDatabase } from "../src/openDatabase";

interface Report {
  scenario: string;
  passed: boolean;
  rows: { name: string; measured: number }[];
}

const LIFTED = fileURLToPath(new URL("../../../../conf/bench.yaml", import.meta.url));

let data: string;
let server: CampfireServer;

function managementUrl(): string {
  return `http://127.0.0.1:${server.managementPort}`;
}

beforeAll(async () => {
  data = await temporaryFolder();
  server = await CampfireServer.start(["--demo", "--data", data, "--config", LIFTED]);
  const database = await openDatabase(data);
  await database.query("alter system set shared_preload_libraries = 'pg_stat_statements'");
  await database.query("create extension pg_stat_statements");
  await database.end();
  await server.stop();
  await server.launch();
});
afterAll(() => cleanUp([server], [data]));

function bench(
  scenario: string,
  options: string[],
  management = managementUrl(),
): Promise<Outcome> {
  return campfire([
    ...["bench", scenario, "--url", server.url, "--management-url", management],
    ...["--server-pid", `${server.pid}`, "--data", data],
    ...options,
  ]);
}

/** What a short run that must pass has found, by the name of the row. */
async function found(scenario: string, options: string[]): Promise<Map<string, number>> {
  const file = join(data, `${scenario}.json`);
  const outcome = await bench(scenario, [...options, "--json", file]);
  expect(outcome.errors + outcome.output).toContain("PASSED");
  expect(outcome.status).toBe(0);
  const report = JSON.parse(await readFile(file, "utf8")) as Report;
  expect(report).toMatchObject({ scenario, passed: true });
  return new Map(report.rows.map((row) => [row.name, row.measured]));
}

// The figures are of a moment on a busy machine, so their limits are out of reach here; what is
// counted is not.
const ANY = "1000000";

describe("each scenario runs against a server that was started", () => {
  it("idle", async () => {
    const rows = await found("idle", [
      ...["--sockets", "30", "--duration", "1s"],
      ...["--most-resident", ANY, "--most-heap", ANY, "--most-processor", ANY],
    ]);
    expect(rows.get("sockets that the server counts")).toBe(30);
    expect(rows.get("live heap, empty")).toBeGreaterThan(1);
  });

  it("storm", async () => {
    const rows = await found("storm", [
      ...["--sockets", "30", "--within", "500ms", "--limit", "5s", "--rate", "20"],
      ...["--most-queries", ANY],
    ]);
    expect(rows.get("back with their feeds")).toBe(30);
    expect(rows.get("database queries a socket")).toBeGreaterThan(0);
    expect(rows.get("steady sender's lost connections")).toBe(0);
  });

  it("inbox", async () => {
    const rows = await found("inbox", [
      ...["--agents", "6", "--conversations", "20", "--rate", "20", "--warmup", "1s"],
      ...["--duration", "2s", "--least-deliveries", "1", "--p99", ANY],
    ]);
    expect(rows.get("messages that a list does not tell of")).toBe(0);
    expect(rows.get("delivered")).toBeGreaterThan(1);
  });

  it("api", async () => {
    const rows = await found("api", [
      ...["--rate", "50", "--conversations", "10", "--warmup", "1s", "--duration", "2s"],
      ...["--in-flight", "40", "--in-flight-for", "1s", "--p99", ANY],
    ]);
    expect(rows.get("failed")).toBe(0);
    expect(rows.get("with 40 in flight: failed")).toBe(0);
    expect(rows.get("of these, send, p99")).toBeGreaterThan(0);
  });

  it("history", async () => {
    const rows = await found("history", [
      ...["--rate", "30", "--warmup", "1s", "--duration", "2s", "--p99", ANY],
    ]);
    expect(rows.get("pages without what is stored")).toBe(0);
    expect(rows.get("conversations drawn")).toBeGreaterThan(0);
  });
});

describe("a run that goes on", () => {
  it("soak", async () => {
    const rows = await found("soak", [
      ...["--conversations", "10", "--agents", "2", "--rate", "40", "--duration", "6s"],
      ...["--round", "2s", "--most-growth", ANY],
    ]);
    expect(rows.get("acknowledged")).toBe(240);
    expect(rows.get("live after the last round")).toBeGreaterThan(1);
  });
});

describe("a run that is not as it must be", () => {
  it("fails when a limit is passed, and says which", async () => {
    const outcome = await bench("history", [
      ...["--rate", "30", "--warmup", "0s", "--duration", "1s", "--p99", "0"],
    ]);
    expect(outcome.status).toBe(1);
    expect(outcome.output).toMatch(/answered, p99, ms +[\d.,]+ +at most 0 +BROKEN/);
    expect(outcome.output).toContain("FAILED");
  });

  it("does not begin where nothing could be measured, and says why in a line", async () => {
    const outcome = await bench("idle", ["--sockets", "5"], "http://127.0.0.1:9");
    expect(outcome.status).toBe(2);
    expect(outcome.errors.trim()).toMatch(/^campfire: .*--management-url/);
  });
});

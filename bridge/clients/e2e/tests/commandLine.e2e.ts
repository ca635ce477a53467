import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { campfire, cleanUp, temporaryFolder, type Outcome } from "../src/CampfireServer";

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => cleanUp([], [folder]));

function expectOneClearLine(outcome: Outcome, words: RegExp): void {
  expect(outcome.status).toBe(1);
  // What a start tells of its progress is no fault.
  const lines = outcome.errors
    .trim()
    .split("\n")
    .filter((line) => !line.includes(" INFO "));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^campfire: /);
  expect(lines[0]).toMatch(words);
}

describe("a fault of the operator's is one clear line", () => {
  it("an unknown configuration key is named", async () => {
    const config = join(folder, "typo.yaml");
    await writeFile(config, "bridge: { prot: 8080 }\nmessaging: { lanse: 2 }\n");
    const outcome = await campfire(["start", "--config", config]);
    expectOneClearLine(outcome, /bridge\.prot is not a known key; messaging\.lanse is not/);
  });

  it("a busy port", async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
    const { port } = other.address() as AddressInfo;
    const outcome = await campfire([
      ...["start", "--data", join(folder, "busy"), "--port", `${port}`],
      ...["--management-port", "0"],
    ]);
    other.close();
    expectOneClearLine(outcome, new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use`));
  });

  it("a folder that cannot be written", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const outcome = await campfire(["start", "--data", join(file, "data")]);
    expectOneClearLine(outcome, /cannot be written: choose another with --data/);
  });

  it("a database URL that is none", async () => {
    const outcome = await campfire(["start"], { CAMPFIRE_DATABASE_URL: "mysql://here" });
    expectOneClearLine(outcome, /postgresql:\/\/user:password@host:port\/database/);
  });

  it("a database that is not there", async () => {
    const outcome = await campfire(["start"], {
      CAMPFIRE_DATABASE_URL: "postgresql://me:secret@127.0.0.1:1/none",
    });
    expectOneClearLine(outcome, /cannot be used: Connection .* refused/);
    expect(outcome.errors).not.toContain("secret");
  });

  it("the demo for everybody", async () => {
    const outcome = await campfire(["start", "--demo", "--host", "0.0.0.0"]);
    expectOneClearLine(outcome, /passwords are public/);
  });

  it("a verticle that is not there", async () => {
    const outcome = await campfire(["run", "massaging", "--cluster"]);
    expectOneClearLine(outcome, /no verticle `massaging`; there are .*messaging/);
  });
});

describe("what it says of itself", () => {
  it("knows its version and its commands", async () => {
    expect((await campfire(["version"])).output).toMatch(/^campfire \S+ \(contract 1\.0\)/);
    const help = await campfire(["--help"]);
    expect(help.status).toBe(0);
    for (const command of ["start", "run", "migrate", "bench", "version"]) {
      expect(help.output).toContain(command);
    }
  });
});

it("a folder that is no database is left alone", async () => {
  const data = join(folder, "mine");
  await mkdir(join(data, "postgres"), { recursive: true });
  await writeFile(join(data, "postgres", "diary.txt"), "dear diary");
  const outcome = await campfire(["start", "--data", data, "--management-port", "0"]);
  expectOneClearLine(outcome, /does not start/);
});

import { spawn, type ChildProcess } from "node:child_process";
import { copyFile, mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectAs, signIn } from "../src/api";
import { BridgeSocket } from "../src/BridgeSocket";
import { openBrowser, serveShop, skipBrowser, Visitor } from "../src/browser";
import {
  campfire,
  CampfireServer,
  cleanUp,
  freePort,
  JAR,
  temporaryFolder,
  type Outcome,
} from "../src/CampfireServer";
import { openDatabase } from "../src/openDatabase";

let folder: string;
let server: CampfireServer;
let database: Client;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await CampfireServer.start(["--demo", "--data", folder]);
  database = await openDatabase(folder);
});
afterAll(async () => {
  await database.end();
  await cleanUp([server], [folder]);
});

async function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** A node asks every half second what has ended; a busy machine may take its time. */
const PATIENT = { timeout: 30_000 };

const UNSEALED = /WARN .*keys and identity secrets are stored as they are/;

/** What stands behind a word at the beginning of a line that a command printed. */
function told({ output, errors, status }: Outcome, word: string): string {
  expect(status, errors).toBe(0);
  return new RegExp(`^${word}\\s+(.*)$`, "m").exec(output)?.[1] ?? "";
}

/** Who is connected to a database, as the server of databases sees it, but for this test. */
async function logins(name: string): Promise<string[]> {
  const { rows } = await database.query<{ usename: string }>(
    `select distinct usename from pg_stat_activity
     where datname = $1 and pid <> pg_backend_pid()`,
    [name],
  );
  return rows.map((row) => row.usename);
}

function ofProcess(pid: number, file: "environ" | "cmdline"): Promise<string> {
  return readFile(`/proc/${String(pid)}/${file}`, "utf8");
}

describe("the commands, while the embedded database is served", () => {
  it("an organisation, an agent, an integration and a key are made and used at once", async () => {
    const here = ["--data", folder];
    const org = await campfire(["org", "create", "Lakeside", "--widget-key", "lakeside", ...here]);
    expect(told(org, "identity secret")).not.toBe("");
    expect(org.errors).not.toMatch(UNSEALED);

    const invited = await campfire(
      ["agent", "invite", "tom@lakeside.test", "--role", "admin", "--org", "lakeside", ...here],
      { CAMPFIRE_BRIDGE_PUBLIC_URL: server.url },
    );
    const link = told(invited, "invitation");
    expect(link.startsWith(`${server.url}/#/invitation/`)).toBe(true);
    const accepted = await post(`${server.url}/api/v1/auth/invitation`, {
      invitation: link.split("/").at(-1),
      password: "a long password",
    });
    expect(accepted.status).toBe(200);
    const { accessToken } = (await accepted.json()) as { accessToken: string };

    const made = await campfire(["apikey", "create", "Orders", "--org", "lakeside", ...here]);
    const service = await post(`${server.url}/api/v1/auth/token`, { apiKey: told(made, "key") });
    expect(service.status).toBe(200);

    expect(told(await campfire(["key", "rotate", ...here]), "signing key")).not.toBe("");
    const log = await fetch(`${server.url}/api/v1/admin/audit`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(log.status).toBe(200);
    expect(await log.text()).toContain("operator");

    expect((await campfire(["org", "list", ...here])).output).toContain("Lakeside");
    expect(await operatorsActions("lakeside")).toEqual([
      "agent.invited",
      "apiKey.created",
      "organization.created",
    ]);
    const { rows } = await database.query(
      "select 1 from campfire.installation_log where action = 'signingKey.rotated'",
    );
    expect(rows).toHaveLength(1);
  });

  it("what is taken away is gone at once, also from who is connected", async () => {
    const at = ["--org", "demo", "--data", folder];
    const ada = await signIn(server.url, "ada@demo.test");
    const adas = await connectAs(server.url, ada);
    const grace = await signIn(server.url, "grace@demo.test");
    const graces = await connectAs(server.url, grace);
    const made = await campfire(["apikey", "create", "Stock", ...at]);
    const apiKey = told(made, "key");
    const integration = await post(`${server.url}/api/v1/auth/token`, { apiKey });
    const { accessToken } = (await integration.json()) as { accessToken: string };
    const integrations = await BridgeSocket.signedIn(server.url, accessToken);

    expect((await campfire(["agent", "disable", "ada@demo.test", ...at])).status).toBe(0);
    await expect.poll(() => adas.closeCode, PATIENT).toBe(4401);
    expect(await answered(ada.accessToken)).toBe(401);
    await expect(signIn(server.url, "ada@demo.test")).rejects.toThrow(/unauthenticated/);

    expect((await campfire(["agent", "set-role", "grace@demo.test", "admin", ...at])).status).toBe(
      0,
    );
    await expect.poll(() => graces.closeCode, PATIENT).toBe(4401);
    expect(await answered(grace.accessToken)).toBe(401);
    const promoted = await signIn(server.url, "grace@demo.test");
    expect(await answered(promoted.accessToken, "/admin/agents")).toBe(200);

    const [id = ""] = made.output.split(" ");
    expect((await campfire(["apikey", "revoke", id, ...at])).status).toBe(0);
    await expect.poll(() => integrations.closeCode, PATIENT).toBe(4401);
    expect(await answered(accessToken)).toBe(401);
    expect((await post(`${server.url}/api/v1/auth/token`, { apiKey })).status).toBe(401);

    expect((await campfire(["agent", "set-role", "grace@demo.test", "agent", ...at])).status).toBe(
      0,
    );
    expect((await campfire(["agent", "enable", "ada@demo.test", ...at])).status).toBe(0);
    await signIn(server.url, "ada@demo.test");
    expect(await operatorsActions("demo")).toEqual([
      "agent.changed",
      "agent.changed",
      "agent.changed",
      "agent.changed",
      "apiKey.created",
      "apiKey.revoked",
    ]);
  });
});

/** The status of what a token asks. */
async function answered(token: string, path = "/conversations"): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${server.url}/api/v1${path}`, { headers })).status;
}

/** What the log says that the command line did in an organisation. */
async function operatorsActions(widgetKey: string): Promise<string[]> {
  const { rows } = await database.query<{ action: string }>(
    `select action from campfire.audit_log join campfire.organizations using (org_id)
     where widget_key = $1 and actor_kind = 'operator' order by action`,
    [widgetKey],
  );
  return rows.map((row) => row.action);
}

it("whoever serves holds no owner's login and is connected as nobody who owns", async () => {
  expect(await ofProcess(server.pid, "environ")).not.toContain("postgres@");
  expect(await ofProcess(server.pid, "cmdline")).not.toContain("postgres@");
  expect(await logins("campfire")).toEqual(["campfire"]);
});

describe("with a PostgreSQL of the operator's", () => {
  const SECRET = "the-secret-of-the-owner";
  const children: ChildProcess[] = [];
  let running: string;
  let owner: string;

  beforeAll(async () => {
    await database.query(`create role boss superuser login password '${SECRET}'`);
    await database.query("create database second owner boss");
    const { rows } = await database.query<{ port: number }>(
      "select current_setting('port')::int as port",
    );
    const at = `@127.0.0.1:${String(rows[0]?.port)}/second`;
    running = `postgresql://campfire${at}`;
    owner = `postgresql://boss:${SECRET}${at}`;
  });
  afterAll(async () => {
    for (const child of children) {
      const gone = new Promise((exited) => child.on("exit", exited));
      child.kill("SIGTERM");
      await gone;
    }
  });

  it("a process that would serve with the owner's login does not start, and tells no secret", async () => {
    const outcome = await campfire(["start", "--management-port", "0"], {
      CAMPFIRE_DATABASE_URL: running,
      CAMPFIRE_DATABASE_MIGRATION_URL: owner,
    });
    expect(outcome.status).toBe(1);
    expect(outcome.errors).toMatch(/must not hold the owner's login: run `migrate`/);
    expect(outcome.errors + outcome.output).not.toContain(SECRET);
  });

  it("./campfire migrates as the owner and serves without", async () => {
    // The script beside the jar that was built, and no sources that could be newer.
    const home = join(folder, "home");
    await mkdir(join(home, "platform", "dist", "target"), { recursive: true });
    await copyFile(
      fileURLToPath(new URL("../../../../campfire", import.meta.url)),
      join(home, "campfire"),
    );
    await symlink(JAR, join(home, "platform", "dist", "target", "campfire.jar"));
    const port = String(await freePort());
    const child = spawn(
      "sh",
      [join(home, "campfire"), "start", "--port", port, "--management-port", "0"],
      {
        env: {
          ...process.env,
          CAMPFIRE_HEAP: "512m",
          CAMPFIRE_DATABASE_URL: running,
          CAMPFIRE_DATABASE_MIGRATION_URL: owner,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    children.push(child);
    let said = "";
    await new Promise<void>((ready, failed) => {
      const read = (data: Buffer): void => {
        said += data.toString();
        if (said.includes("Campfire is ready at")) ready();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.on("exit", () => failed(new Error(said)));
    });

    expect(said).toContain("The schema is up to date now.");
    // Nobody has named a secret for it.
    expect(said).toMatch(UNSEALED);
    expect(said).not.toContain(SECRET);
    const environment = await ofProcess(child.pid ?? -1, "environ");
    expect(environment).toContain(running);
    expect(environment).not.toContain(SECRET);
    expect(environment).not.toContain("MIGRATION_URL");
    expect(await ofProcess(child.pid ?? -1, "cmdline")).not.toContain(SECRET);
    expect(await logins("second")).toEqual(["campfire"]);
  });

  it("the commands work there by its URL", async () => {
    const there = { CAMPFIRE_DATABASE_URL: running };
    const org = await campfire(["org", "create", "Northwood", "--widget-key", "north"], there);
    expect(told(org, "widget key")).toBe("north");
    expect(org.errors).toMatch(UNSEALED);
    const made = await campfire(["apikey", "create", "Orders", "--scope", "messaging.*"], there);
    expect(told(made, "key")).not.toBe("");
    const list = await campfire(["org", "list"], there);
    expect(list.output).toContain("Northwood");
    expect(list.output).not.toContain("Lakeside");
  });
});

describe.skipIf(skipBrowser)("who only looks at a shop", () => {
  /** How many rows each table has, but for those that are reckoned later from the others. */
  async function rows(): Promise<Record<string, number>> {
    const { rows: tables } = await database.query<{ name: string }>(
      `select relname as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'campfire' and c.relkind in ('r', 'p')
         and relname !~ '^(analytics|search)_'
       order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows: found } = await database.query<{ count: number }>(
        `select count(*)::int as count from campfire."${name}"`,
      );
      counts[name] = found[0]?.count ?? -1;
    }
    return counts;
  }

  it("leaves no cookie and no row before the first message", async () => {
    const browser = await openBrowser();
    const shop = await serveShop(server.url, "the same site");
    try {
      const context = await browser.newContext();
      const visitor = new Visitor(await context.newPage());
      const before = await rows();
      const line = visitor.page.waitForEvent("websocket");
      await visitor.page.goto(shop.url);
      await visitor.open();
      // The widget has signed its contact in when it is answered.
      await (await line).waitForEvent("framereceived");
      const box = visitor.frame.getByRole("textbox");
      await box.fill("Perhaps not.");
      await box.fill("");

      expect(await context.cookies()).toEqual([]);
      expect(await rows()).toEqual(before);

      await visitor.say("Do you have the lantern in red?");
      await expect
        .poll(async () => {
          const after = await rows();
          return [after["contacts"], after["messages"]];
        })
        .toEqual([Number(before["contacts"]) + 1, Number(before["messages"]) + 1]);
      expect(await context.cookies()).toEqual([]);
    } finally {
      shop.server.close();
      await browser.close();
    }
  });

  it("is told whether somebody is there by who is connected", async () => {
    const available = async (): Promise<boolean> => {
      const answer = await post(`${server.url}/api/v1/widget/sessions`, { widgetKey: "demo" });
      const { organization } = (await answer.json()) as { organization: { available: boolean } };
      return organization.available;
    };
    expect(await available()).toBe(false);
    const ada = await connectAs(server.url, await signIn(server.url, "ada@demo.test"));
    await expect.poll(available, { timeout: 30_000 }).toBe(true);
    ada.close();
    await expect.poll(available, { timeout: 60_000, interval: 1_000 }).toBe(false);
  });
});

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { BROWSER, requireBrowser, skipBrowser } from "./browser";
import { CampfireServer, cleanUp, freePort, temporaryFolder } from "./CampfireServer";
import { databaseUrl } from "./openDatabase";

interface Node {
  readonly url: string;
  readonly port: number;
  readonly managementUrl: string;
}

function node(server: CampfireServer): Node {
  return {
    url: server.url,
    port: server.port,
    managementUrl: `http://127.0.0.1:${server.managementPort}`,
  };
}

/** What the files of a run share, since it takes long to start. */
export interface Common {
  /**
   * Two nodes of one cluster on one database, with the demo's people. Whoever stops a node or its
   * database, or sets it up in a way of its own, starts one of their own instead.
   */
  readonly nodes: readonly [Node, Node];
  /** The data of the first node, with its PostgreSQL. */
  readonly data: string;
  /** Where the first node looks for verticles from outside; the second looks nowhere. */
  readonly extensions: string;
  /** Where Playwright finds the browser; undefined where it is left out. */
  readonly browser: string | undefined;
}

declare module "vitest" {
  export interface ProvidedContext {
    common: Common;
  }
}

/** The settings of a cluster that nobody else joins. */
export async function newCluster(): Promise<Record<string, string>> {
  return {
    CAMPFIRE_CLUSTER_NAME: `e2e-${randomUUID()}`,
    CAMPFIRE_CLUSTER_PORT: `${Math.min(await freePort(), 64_000)}`,
  };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!skipBrowser) requireBrowser();
  const [data, outside, cluster] = await Promise.all([
    temporaryFolder(),
    temporaryFolder(),
    newCluster(),
  ]);
  const extensions = join(outside, "extensions");
  const started: CampfireServer[] = [];
  const browser = skipBrowser ? undefined : await chromium.launchServer(BROWSER);
  const end = async (): Promise<void> => {
    await browser?.close();
    await cleanUp(started, [data, outside]);
  };
  try {
    const first = await CampfireServer.start(["--cluster", "--demo", "--data", data], {
      ...cluster,
      CAMPFIRE_NODE_EXTENSIONS: extensions,
    });
    started.push(first);
    const second = await CampfireServer.start(["--cluster"], {
      ...cluster,
      CAMPFIRE_NODE_EXTENSIONS: join(outside, "none"),
      CAMPFIRE_DATABASE_URL: await databaseUrl(data),
    });
    started.push(second);
    project.provide("common", {
      nodes: [node(first), node(second)],
      data,
      extensions,
      browser: browser?.wsEndpoint(),
    });
  } catch (failure) {
    await end();
    throw failure;
  }
  return end;
}

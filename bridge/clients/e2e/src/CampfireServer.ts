import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const JAR = fileURLToPath(
  new URL("../../../../platform/dist/target/campfire.jar", import.meta.url),
);

/** They live for seconds: code compiled once and a plain collector start on a third less of the processor. */
const STARTS_QUICKLY = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

export interface Outcome {
  status: number | null;
  output: string;
  errors: string;
}

/** A free port of the loopback interface. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "campfire-e2e-"));
}

function java(args: string[], env: Record<string, string>): ChildProcess {
  return spawn("java", [...STARTS_QUICKLY, "-Xmx512m", "-jar", JAR, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs a command of the one jar to its end. */
export async function campfire(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const child = java(args, env);
  const outcome: Outcome = { status: null, output: "", errors: "" };
  child.stdout?.on("data", (data: Buffer) => (outcome.output += data.toString()));
  child.stderr?.on("data", (data: Buffer) => (outcome.errors += data.toString()));
  outcome.status = await new Promise((exited) => child.on("close", exited));
  return outcome;
}

/** A node of the real product, as a process of its own. */
export class CampfireServer {
  private child: ChildProcess | undefined;
  private output = "";

  private constructor(
    readonly port: number,
    /** Undefined where the node was told nothing of it. */
    readonly managementPort: number | undefined,
    private readonly args: string[],
    private readonly env: Record<string, string>,
    private readonly ready: string,
  ) {}

  /** One node with everything on it; resolves when it says that it is ready. */
  static async start(args: string[], env: Record<string, string> = {}): Promise<CampfireServer> {
    const port = await freePort();
    const management = await freePort();
    const server = new CampfireServer(
      port,
      management,
      ["start", "--port", `${port}`, "--management-port", `${management}`, ...args],
      env,
      "Campfire is ready at",
    );
    await server.launch();
    return server;
  }

  /** A node with the named verticles. */
  static async run(args: string[], env: Record<string, string> = {}): Promise<CampfireServer> {
    const port = await freePort();
    const server = new CampfireServer(
      port,
      undefined,
      ["run", ...args, "--port", `${port}`],
      env,
      "Campfire runs",
    );
    await server.launch();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? -1;
  }

  /** Starts the same node again, after `kill` or `stop`. */
  async launch(): Promise<void> {
    const child = java(this.args, this.env);
    this.child = child;
    this.output = "";
    await new Promise<void>((ready, failed) => {
      const read = (data: Buffer): void => {
        this.output += data.toString();
        if (this.output.includes(this.ready)) ready();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.on("exit", (status) =>
        failed(new Error(`exited with ${String(status)} before it was ready:\n${this.output}`)),
      );
    });
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** SIGTERM; answers the exit status. */
  async stop(): Promise<number | null> {
    return this.end("SIGTERM");
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const exited = new Promise<number | null>((done) => child.on("exit", done));
    child.kill(signal);
    return exited;
  }
}

/** Stops what a test started, in reverse, and removes its folders. */
export async function cleanUp(
  servers: (CampfireServer | undefined)[],
  folders: string[],
): Promise<void> {
  for (const server of [...servers].reverse()) await server?.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

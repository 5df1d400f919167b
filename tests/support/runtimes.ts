import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createTestDatabase, type TestDatabase } from "./database.ts";

/** A runtime that serves Dovetail, started like the npm script. */
export type Runtime = "node" | "deno" | "worker" | "workerd" | "bun";

/** The command that starts each runtime; Bun is not a dependency, so it is found on the PATH. */
const programs: Readonly<Record<Runtime, readonly [command: string, ...parameters: string[]]>> = {
  node: [process.execPath, "server/entry/node.ts"],
  deno: [process.execPath, "scripts/start-deno.ts"],
  worker: [process.execPath, "scripts/dev-worker.ts"],
  workerd: [process.execPath, "scripts/start-workerd.ts"],
  bun: ["bun", "server/entry/serve.ts"],
};

/** A server process. */
export interface RunningServer {
  readonly url: string;
  readonly database: TestDatabase;
  readonly process: ChildProcess;
  /** Output so far. */
  readonly output: () => string;
  /**
   * Requests shutdown.
   * @returns its exit status.
   */
  readonly stop: () => Promise<number | null>;
}

const startTimeoutMs = 180_000;

/** Below the ports that systems give to outgoing connections: one of those could take a free port before its server does. */
const [firstPort, lastPort] = [15_000, 32_000];

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** A port that no one listens on. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = firstPort + Math.floor(Math.random() * (lastPort - firstPort));
    if (await isFree(port)) return port;
  }
  throw new Error("no port to be had");
}

/** Resolves when the server reports that it is ready. */
async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`the server did not become ready:\n${output()}`);
}

/** A server process over an external database. */
export type ServerProcess = Pick<RunningServer, "url" | "process" | "output">;

/** Start options. */
interface ServerOptions {
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Environment variables. */
  readonly parameters?: readonly string[];
}

/** Starts a runtime over an existing database. @throws with the output of a server that does not become ready. */
async function startOn(
  ownPort: number,
  runtime: Runtime,
  databaseUrl: string,
  { environment = {}, parameters = [] }: ServerOptions,
): Promise<ServerProcess> {
  const [command, ...program] = programs[runtime];
  const child = spawn(command, [...program, ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: String(ownPort),
      PASSWORD_POLICY: "length",
      LIMITS: "off",
      ...environment,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += String(chunk)));
  const url = `http://127.0.0.1:${ownPort}`;
  await untilReady(url, child, () => output);
  return { url, process: child, output: () => output };
}

const maxPortsTried = 3;

/** Starts a runtime over an existing database, on the given port or a free one. */
export async function startServer(
  runtime: Runtime,
  databaseUrl: string,
  options: ServerOptions = {},
): Promise<ServerProcess> {
  if (options.port !== undefined) return startOn(options.port, runtime, databaseUrl, options);
  for (let tried = 1; ; tried++) {
    try {
      return await startOn(await freePort(), runtime, databaseUrl, options);
    } catch (error) {
      // A test beside this one took the port after it was found free.
      if (tried === maxPortsTried || !/address already in use|EADDRINUSE/i.test(String(error))) throw error;
    }
  }
}

/**
 * Starts a runtime on its own database and port.
 * @param via maps the database's URL to the server's, for example through a proxy.
 */
export async function startRuntime(
  runtime: Runtime,
  environment: Readonly<Record<string, string>> = {},
  via: (databaseUrl: string) => string | Promise<string> = (url) => url,
): Promise<RunningServer> {
  const database = await createTestDatabase();
  const server = await startServer(runtime, await via(database.url), { environment });
  return {
    ...server,
    database,
    stop: async () => {
      const child = server.process;
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      await database.drop();
      return child.exitCode;
    },
  };
}

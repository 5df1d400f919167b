import { type ChildProcess, spawn } from "node:child_process";
import { connect, createServer } from "node:net";

/** Command to start a server. It gets `PORT`, and may report the process that serves by printing `pid <number>`. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A running server. */
export interface RunningServer {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** Time from process start to the first connection. */
  readonly readyMs: number;
  /** Tail of its output. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

const readyTimeoutMs = 30_000;
const stopTimeoutMs = 15_000;
const pollMs = 10;
const outputKeptChars = 2000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const takesConnections = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

// Servers are stopped when this program ends, for any reason.
const children = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

/** Stops the serving process and its parent. */
async function end(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  process.kill(pid, "SIGTERM");
  await exited;
  clearTimeout(timer);
}

/** Starts a server on a free port. @throws with the tail of its output when it exits or is not ready within 30 s. */
export async function startServer(name: string, { command, args, env = {} }: ServerCommand): Promise<RunningServer> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", ...env, PORT: String(port) },
  });
  let output = "";
  let isGone = false;
  const collect = (piece: Buffer) => {
    output = (output + piece.toString()).slice(-outputKeptChars);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  child.once("error", (error) => collect(Buffer.from(error.message)));
  child.once("close", () => {
    isGone = true;
    children.delete(child);
  });
  const pid = () => Number(/^pid (\d+)$/m.exec(output)?.[1] ?? child.pid);
  children.add(child);
  while (!(await takesConnections(port))) {
    const late = performance.now() - startedAt > readyTimeoutMs;
    if (late) child.kill("SIGKILL");
    if (late || isGone) throw new Error(`${name} ${late ? "was not ready in time" : "ended"}:\n${output.trim()}`);
    await pause(pollMs);
  }
  const readyMs = performance.now() - startedAt;
  return { name, port, pid: pid(), readyMs, output: () => output, stop: () => end(child, pid()) };
}

/** Starts all servers, runs the work, and always stops them. */
export async function withServers<T>(
  commands: ReadonlyMap<string, ServerCommand>,
  work: (servers: readonly RunningServer[]) => Promise<T>,
): Promise<T> {
  const servers: RunningServer[] = [];
  try {
    for (const [name, command] of commands) servers.push(await startServer(name, command));
    return await work(servers);
  } catch (error) {
    // A refused request is explained by its server's log.
    for (const { name, output } of servers) process.stderr.write(`\n== ${name}\n${output()}\n`);
    throw error;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

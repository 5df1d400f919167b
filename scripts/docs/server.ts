import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "./workspace.ts";

/** Address of the service in the pages. */
const usualPort = 8787;
/** Several checks share the machine. */
const timeoutMs = 300_000;

async function until(isSo: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Runs `npm start` with its own database. @returns a function that stops both. */
export async function startServer(
  { folder }: Workspace,
  {
    port = usualPort,
    settings = {},
  }: { readonly port?: number; readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<() => Promise<void>> {
  const address = `http://localhost:${port}`;
  const isReady = async () => (await fetch(`${address}/readyz`).catch(() => undefined))?.status === 200;
  if (await isReady()) throw new Error(`something else answers at ${address}`);
  const server = spawn("npm", ["start"], {
    cwd: folder,
    stdio: "inherit",
    env: { ...process.env, DATABASE_URL: "", PORT: String(port), LOG_LEVEL: "warn", ...settings },
  });
  const stop = async () => {
    server.kill("SIGTERM");
    // npm exits before the server does; PostgreSQL removes this file after a clean shutdown.
    const pidFile = join(folder, ".data/postgres/postmaster.pid");
    await until(() => !existsSync(pidFile), "the database did not stop");
  };
  await until(isReady, "npm start was not ready in time").catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return stop;
}

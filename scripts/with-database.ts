import { spawn } from "node:child_process";
import { type Config, readConfig } from "../server/app/config.ts";
import { keysOf } from "../server/entry/local-key.ts";
import { isForPeople, prepareDatabase } from "../server/entry/prepare.ts";
import { endWhileStarting, stopRequest } from "../server/entry/stop.ts";

/** A program that needs the database. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** More than the drain of Deno's server; workerd waits for its open connections without an end. */
const stopTimeoutMs = 12_000;

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs a program until it exits, or this process receives a stop signal. @returns its exit status. */
const run = ({ command, args, env }: Program, stopRequested: Promise<string>) =>
  new Promise<number>((resolve, reject) => {
    // Its own process group, so that Ctrl-C reaches it once, forwarded. A second signal would stop it immediately.
    const detached = process.platform !== "win32";
    const child = spawn(command, args, { stdio: "inherit", detached, env: { ...process.env, ...env } });
    const end = () => void child.kill("SIGTERM");
    process.once("exit", end);
    void stopRequested.then(() => {
      end();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
      setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs).unref();
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("exit", end);
      resolve(code ?? 0);
    });
  });

/** Settings for a server on an embedded database: it is the only writer, so responses may be cached. */
export const cacheSettings = ({ cachesInMemory }: Config): Readonly<Record<string, string>> => ({
  MEMORY_CACHE: cachesInMemory ? "on" : "off",
});

/** Starts and migrates the configured database like `npm start`, runs a program with its URL, and cleans up. */
export async function withDatabase(programOf: (config: Config, databaseUrl: string) => Program): Promise<void> {
  try {
    const stopRequested = stopRequest();
    const isStarted = endWhileStarting(stopRequested);
    const config = readConfig(process.env);
    const database = await prepareDatabase(config, (step) => print(`  ${step}`));
    isStarted();
    try {
      process.exitCode = await run(programOf({ ...config, ...keysOf(config) }, database.url), stopRequested);
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

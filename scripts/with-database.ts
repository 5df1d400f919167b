import { spawn } from "node:child_process";
import { type Config, readConfig } from "../server/app/config.ts";
import { keysOf } from "../server/entry/local-key.ts";
import { isForPeople, prepareDatabase } from "../server/entry/prepare.ts";
import { endWhileStarting, whenToldToStop } from "../server/entry/stop.ts";

/** A program to run while the database is up. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs a program until it ends by itself or by our being told to stop. @returns its exit status. */
const run = ({ command, args, env }: Program, toldToStop: Promise<string>) =>
  new Promise<number>((resolve, reject) => {
    // A process group of its own: Ctrl-C reaches it once, from us, and not twice, which would end it at once.
    const detached = process.platform !== "win32";
    const child = spawn(command, args, { stdio: "inherit", detached, env: { ...process.env, ...env } });
    const end = () => void child.kill("SIGTERM");
    process.once("exit", end);
    void toldToStop.then(() => {
      end();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("exit", end);
      resolve(code ?? 0);
    });
  });

/** What a program that serves is given of an embedded database: nothing else writes to it, so answers may be kept. */
export const cacheSettings = ({ cachesInMemory }: Config): Readonly<Record<string, string>> => ({
  MEMORY_CACHE: cachesInMemory ? "on" : "off",
});

/** Makes the configured database ready as `npm start` does, runs a program that is given its address, and cleans up. */
export async function withDatabase(programOf: (config: Config, databaseUrl: string) => Program): Promise<void> {
  try {
    const toldToStop = whenToldToStop();
    const isStarted = endWhileStarting(toldToStop);
    const config = readConfig(process.env);
    const database = await prepareDatabase(config, (step) => print(`  ${step}`));
    isStarted();
    try {
      process.exitCode = await run(programOf({ ...config, ...keysOf(config) }, database.url), toldToStop);
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

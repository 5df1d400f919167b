import { spawn } from "node:child_process";
import { type Config, readConfig } from "../server/app/config.ts";
import { keysOf } from "../server/entry/local-key.ts";
import { isForPeople, prepareDatabase } from "../server/entry/prepare.ts";
import { whenToldToStop } from "../server/entry/stop.ts";

/** A program to run while the database is up. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs a program until it ends by itself or by our being told to stop. @returns its exit status. */
const run = ({ command, args, env }: Program) =>
  new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
    void whenToldToStop().then(() => child.kill("SIGTERM"));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 0));
  });

/** Makes the configured database ready as `npm start` does, runs a program that is given its address, and cleans up. */
export async function withDatabase(programOf: (config: Config, databaseUrl: string) => Program): Promise<void> {
  try {
    const config = readConfig(process.env);
    const database = await prepareDatabase(config, (step) => print(`  ${step}`));
    try {
      process.exitCode = await run(programOf({ ...config, ...keysOf(config) }, database.url));
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

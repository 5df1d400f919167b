import { spawn } from "node:child_process";
import { type Command, cannotSpawn } from "./account.ts";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";

const OUTPUT_KEPT_CHARS = 4_000;

/**
 * Runs a program until it exits, with `input` on its standard input.
 * @throws EmbeddedPostgresError with the end of its output when it fails, cannot start, or takes longer than `timeoutMs`.
 */
export function run(what: string, { file, args, options }: Command, timeoutMs: number, input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    // Its own process group: Ctrl-C reaches only this process, which decides how to stop the program.
    const child = spawn(file, args, { ...options, stdio: "pipe", detached: process.platform !== "win32" });
    let output = "";
    const collect = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT_CHARS);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(cannotSpawn(codeOf(error), { file, args, options }));
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(output);
      reject(new EmbeddedPostgresError(`${what} failed (${signal ?? `exit code ${code}`}):\n${output.trim()}`));
    });
  });
}

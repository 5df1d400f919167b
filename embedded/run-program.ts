import { spawn } from "node:child_process";
import { type Command, cannotSpawn } from "./account.ts";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";
import { whenProgramEnds } from "./program-end.ts";

const OUTPUT_KEPT_CHARS = 4_000;

/** The error of a failed program: its output, unless that needs an explanation. */
function failure(what: string, end: string, output: string): EmbeddedPostgresError {
  if (output.includes("No space left on device"))
    return new EmbeddedPostgresError(
      "The disk of the data folder is full; a new database takes about 50 MB. Free some space, or name another folder (DATA_DIR).",
    );
  const nameless = /could not look up effective user ID (\d+)/.exec(output)?.[1];
  if (nameless === undefined) return new EmbeddedPostgresError(`${what} failed (${end}):\n${output.trim()}`);
  return new EmbeddedPostgresError(
    `PostgreSQL cannot create its database as user ${nameless}, who has no entry in /etc/passwd, as in a container that was started ` +
      "with the id of another system's user. Add the entry, start as a user who has one, or set DATABASE_URL to another PostgreSQL.",
  );
}

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
    // On SIGTERM, initdb removes what it has written.
    const removeHook = whenProgramEnds(() => child.kill("SIGTERM"));
    const end = () => {
      clearTimeout(timer);
      removeHook();
    };
    child.once("error", (error) => {
      end();
      reject(cannotSpawn(codeOf(error), { file, args, options }));
    });
    child.once("close", (code, signal) => {
      end();
      if (code === 0) return resolve(output);
      reject(failure(what, signal ?? `exit code ${code}`, output));
    });
  });
}

import { isArgumentError } from "../parse-command-line.ts";
import { Refusal } from "./feature-names.ts";

/** Error output without stack traces. */
export const withoutFrames = (text: string) => text.replace(/^\s+at .*\n?/gm, "").trimEnd();

/**
 * Runs a command: prints its result, or the reason of its refusal and the usage.
 * Exit status 2 means that nothing was changed for a reason that a person can fix.
 */
export async function command(usage: string, work: (parameters: readonly string[]) => Promise<string>): Promise<void> {
  const parameters = process.argv.slice(2);
  if (parameters.length === 0 || parameters.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    process.stdout.write(`${await work(parameters)}\n`);
  } catch (error) {
    if (error instanceof Refusal) process.stderr.write(`Nothing was changed. ${error.message}\n`);
    else if (isArgumentError(error)) process.stderr.write(`Nothing was changed. ${error.message}\n\n${usage}\n`);
    else
      process.stderr.write(
        `Nothing was changed: it was taken back after this failed.\n${withoutFrames(String(error))}\n`,
      );
    process.exitCode = error instanceof Refusal || isArgumentError(error) ? 2 : 1;
  }
}

import { type ParseArgsConfig, parseArgs } from "node:util";

/** True for an error of `parseArgs`: an unknown option, or one without its value. */
export const isArgumentError = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");

/** Parses the command line of an operator command. Ends the program with status 2 and the usage where it cannot be parsed. */
export function parseCommandLine<T extends ParseArgsConfig>(usage: string, config: T) {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!isArgumentError(error)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    return process.exit(2);
  }
}

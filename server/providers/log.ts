import type { LogEvent } from "./log-events.ts";

const levels = { debug: 10, info: 20, warn: 30, error: 40, silent: 100 } as const;

/** Writes one JSON object per line. Callers pass no bodies and no secrets. */
export interface Log {
  /** False when `info` is a no-op, so that callers can skip collecting fields for it. */
  readonly writesInfo: boolean;
  readonly info: (event: LogEvent, fields?: LogFields) => void;
  readonly warn: (event: LogEvent, fields?: LogFields) => void;
  readonly error: (event: LogEvent, fields?: LogFields) => void;
}

/** Fields of a line in addition to time, level and event. */
export type LogFields = Readonly<Record<string, unknown>>;

const maxCauses = 5;
const maxTextLength = 2000;

const shortened = (text: unknown) => String(text).slice(0, maxTextLength);

const stackOf = (stack: unknown) =>
  String(stack)
    .split("\n")
    .slice(1, 9)
    .map((line) => shortened(line.trim()));

function fieldsOf(error: unknown, causesLeft: number): LogFields {
  if (!(error instanceof Error)) return { message: shortened(error) };
  const { name, message, stack, cause } = error;
  const code: unknown = Reflect.get(error, "code");
  return {
    name: shortened(name),
    message: shortened(message),
    ...(typeof code === "string" && { code: shortened(code) }),
    ...(stack !== undefined && { stack: stackOf(stack) }),
    ...(cause !== undefined && causesLeft > 0 && { cause: describe(cause, causesLeft - 1) }),
  };
}

function describe(error: unknown, causesLeft: number): LogFields {
  try {
    return fieldsOf(error, causesLeft);
  } catch {
    return { message: `a thrown ${typeof error} that cannot be read` };
  }
}

/**
 * Describes an error for the log: name, message, code and stack, and the same for up to five causes. Any thrown value
 * is accepted, even one whose properties throw.
 */
export const describeError = (error: unknown): LogFields => describe(error, maxCauses);

/** Creates a log that writes lines of the given level and above. */
export function createLog(level: keyof typeof levels, write: (line: string) => void): Log {
  const at = (lineLevel: "info" | "warn" | "error") =>
    levels[lineLevel] < levels[level]
      ? () => {}
      : (event: LogEvent, fields: LogFields = {}) =>
          write(JSON.stringify({ time: new Date().toISOString(), level: lineLevel, event, ...fields }));
  return { writesInfo: levels[level] <= levels.info, info: at("info"), warn: at("warn"), error: at("error") };
}

const levels = { debug: 10, info: 20, warn: 30, error: 40, silent: 100 } as const;

/** Writes one JSON object a line. Callers give no bodies and no secrets. */
export interface Log {
  /** False when `info` does nothing, for callers that would only gather fields for it. */
  readonly writesInfo: boolean;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
}

/** What a line holds beside time, level and event. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What is kept of an error: its kind, text, code and where it came from, and the same of its cause. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { message: String(error) };
  const code: unknown = Reflect.get(error, "code");
  return {
    name: error.name,
    message: error.message,
    ...(typeof code === "string" && { code }),
    stack: error.stack
      ?.split("\n")
      .slice(1, 9)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

/** A log that writes lines of the given level and above. */
export function createLog(level: keyof typeof levels, write: (line: string) => void): Log {
  const at = (lineLevel: "info" | "warn" | "error") =>
    levels[lineLevel] < levels[level]
      ? () => {}
      : (event: string, fields: LogFields = {}) =>
          write(JSON.stringify({ time: new Date().toISOString(), level: lineLevel, event, ...fields }));
  return { writesInfo: levels[level] <= levels.info, info: at("info"), warn: at("warn"), error: at("error") };
}

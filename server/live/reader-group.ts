import type { Reader } from "../procedures/index.ts";
import type { LiveStream } from "./open-stream.ts";

/** Streams with the same viewer and the same input, which get the same messages. */
export interface Group extends Reader {
  readonly key: string;
  /** The streams that follow the tail of the log. */
  readonly members: Set<LiveStream>;
  /** All streams, including those that are still catching up. */
  streams: number;
}

/** The text that equal viewers share: a session, a key, or no one. */
export function viewerKeyOf({ viewer }: Pick<Reader, "viewer">): string {
  if (viewer === null) return "";
  return viewer.kind === "session" ? `s${viewer.sessionId}` : `k${viewer.keyId}`;
}

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** The text that equal readers share. */
export const groupKeyOf = (reader: Reader): string => `${viewerKeyOf(reader)} ${JSON.stringify(reader.input, sorted)}`;

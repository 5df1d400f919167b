import { BodyTooLarge, readBounded } from "../network/read-bounded.ts";
import { standardError } from "../procedures/index.ts";
import type { HttpRequest } from "./exchange.ts";

/** Maximum size of a request body in bytes: 1 MiB. */
export const maxBodyBytes = 1_048_576;

const tooLarge = () => standardError("too_large", { detail: `A request holds at most ${maxBodyBytes} bytes.` });

/** Maps a read failure: 413 beyond the limit; 400 for a truncated or aborted body, which is an error of the client. */
function refuseUnread(error: unknown): never {
  if (error instanceof BodyTooLarge) throw tooLarge();
  throw standardError("malformed", { detail: "The body broke off." });
}

/**
 * Rejects compressed bodies, which would be parsed as if they were plain.
 * @throws {ApiError} 415 with `Accept-Encoding` (RFC 9110, section 15.5.16).
 */
function checkEncoding(encoding: string | undefined): void {
  if (encoding === undefined || encoding.trim().toLowerCase() === "identity") return;
  throw standardError("wrong_media_type", {
    subjects: { "content-encoding": ["is not supported"] },
    detail: "Send the body as it is, without a content-encoding.",
    headers: { "accept-encoding": "identity" },
  });
}

/** A body as a host offers it. */
export interface BodySource {
  /** As {@link HttpRequest.header}. */
  readonly header: (name: string) => string | undefined;
  /** Reads it. Rejects with {@link BodyTooLarge} beyond `maxBytes`, and with the transport's error. */
  readonly read: (maxBytes: number) => Promise<Uint8Array>;
}

/**
 * Reads a body as raw bytes.
 * @throws {ApiError} 413 beyond 1 MiB, with or without `Content-Length`; 415 when it is compressed; 400 when it is
 * truncated.
 */
export async function readBytes({ header, read }: BodySource): Promise<Uint8Array> {
  checkEncoding(header("content-encoding"));
  if (Number(header("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  return read(maxBodyBytes).catch(refuseUnread);
}

/** Reads the body of a Fetch API request. @throws {ApiError} as {@link readBytes} does. */
export const readRequestBytes = (request: Request): Promise<Uint8Array> =>
  readBytes({
    header: (name) => request.headers.get(name) ?? undefined,
    read: async (maxBytes) =>
      request.headers.has("content-length")
        ? new Uint8Array(await request.arrayBuffer())
        : readBounded(request.body, maxBytes),
  });

const decoder = new TextDecoder("utf-8", { fatal: true });

const exactDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array, by: TextDecoder): string {
  try {
    return by.decode(bytes);
  } catch {
    throw standardError("malformed", { detail: "The body is not valid UTF-8." });
  }
}

/**
 * Decodes UTF-8.
 * @throws {ApiError} 400 for invalid UTF-8, which would otherwise be stored as replacement characters.
 */
export const textOf = (bytes: Uint8Array): string => decoded(bytes, decoder);

/**
 * Decodes UTF-8 and keeps a byte order mark, so that encoding again gives the same bytes.
 * @throws {ApiError} as {@link textOf} does.
 */
export const exactTextOf = (bytes: Uint8Array): string => decoded(bytes, exactDecoder);

/** Reads a request's body as text. @throws {ApiError} as {@link readBytes} and {@link textOf} do. */
export const readBody = async (request: Pick<HttpRequest, "readBytes">): Promise<string> =>
  textOf(await request.readBytes());

/** Media type of a content type in lower case, without parameters; `undefined` when there is none. */
export const mediaType = (contentType: string | undefined): string | undefined =>
  contentType?.split(";", 1)[0]?.trim().toLowerCase();

/** True for `application/json`, with or without parameters. */
export const isJson = (contentType: string | undefined): boolean => mediaType(contentType) === "application/json";

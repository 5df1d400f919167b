import { Buffer } from "node:buffer";
import { ApiError, standardError } from "../procedures/index.ts";
import type { HttpRequest } from "./exchange.ts";

/** Bodies beyond this are refused: 1 MiB. */
export const maxBodyBytes = 1_048_576;

const tooLarge = () => standardError("too_large", { detail: `A request holds at most ${maxBodyBytes} bytes.` });

/** Whoever sends less than was announced, or goes away, made the mistake. */
function brokenOff(error: unknown): never {
  if (error instanceof ApiError) throw error;
  throw standardError("malformed", { detail: "The body broke off." });
}

/** The body in pieces, until it is over or over the limit. */
async function readBounded(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces);
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) {
      await reader.cancel().catch(() => {});
      throw tooLarge();
    }
    pieces.push(value);
  }
}

/** A coded body would be read as what it is not. @throws {ApiError} 415, which names what is taken (RFC 9110, 15.5.16). */
function checkEncoding(request: Request): void {
  const encoding = request.headers.get("content-encoding");
  if (encoding === null || encoding.trim().toLowerCase() === "identity") return;
  throw standardError("wrong_media_type", {
    subjects: { "content-encoding": ["is not supported"] },
    detail: "Send the body as it is, without a content-encoding.",
    headers: { "accept-encoding": "identity" },
  });
}

/**
 * Reads a request's body as it was sent.
 * @throws {ApiError} 413 beyond 1 MiB, announced or not; 415 when it is compressed; 400 when it breaks off.
 */
export async function readBytes(request: Request): Promise<Uint8Array> {
  checkEncoding(request);
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    if (Number(announced) > maxBodyBytes) throw tooLarge();
    return new Uint8Array(await request.arrayBuffer().catch(brokenOff));
  }
  return request.body === null ? new Uint8Array() : readBounded(request.body).catch(brokenOff);
}

const decoder = new TextDecoder("utf-8", { fatal: true });

const exactDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array, by: TextDecoder): string {
  try {
    return by.decode(bytes);
  } catch {
    throw standardError("malformed", { detail: "The body is not valid UTF-8." });
  }
}

/** Bytes as text. @throws {ApiError} 400 for bytes that are no UTF-8, which would be kept as other letters. */
export const textOf = (bytes: Uint8Array): string => decoded(bytes, decoder);

/** The text whose UTF-8 the very bytes are, a byte order mark included. @throws {ApiError} as {@link textOf} does. */
export const exactTextOf = (bytes: Uint8Array): string => decoded(bytes, exactDecoder);

/** Reads a request's body as text. @throws {ApiError} as {@link readBytes} and {@link textOf} do. */
export const readBody = async (request: Pick<HttpRequest, "readBytes">): Promise<string> =>
  textOf(await request.readBytes());

/** A content type in small letters without its parameters; `undefined` when there is none. */
export const mediaType = (contentType: string | undefined): string | undefined =>
  contentType?.split(";", 1)[0]?.trim().toLowerCase();

/** True for `application/json` with whatever parameters. */
export const isJson = (contentType: string | undefined): boolean => mediaType(contentType) === "application/json";

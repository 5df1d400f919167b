import { ApiError, standardError } from "../procedures/index.ts";

/** Bodies beyond this are refused: 1 MiB. */
export const maxBodyBytes = 1_048_576;

const tooLarge = () => standardError("too_large", { detail: `A request holds at most ${maxBodyBytes} bytes.` });

/** Whoever sends less than was announced, or goes away, made the mistake. */
function brokenOff(error: unknown): never {
  if (error instanceof ApiError) throw error;
  throw standardError("malformed", { detail: "The body broke off." });
}

/** The body in pieces, until it is over or over the limit. */
async function readBounded(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) {
      await reader.cancel().catch(() => {});
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/**
 * Reads a request's body as text.
 * @throws {ApiError} 413 beyond 1 MiB, announced or not; 400 when it breaks off.
 */
export async function readBody(request: Request): Promise<string> {
  const announced = request.headers.get("content-length");
  if (announced !== null) {
    if (Number(announced) > maxBodyBytes) throw tooLarge();
    return request.text().catch(brokenOff);
  }
  return request.body === null ? "" : readBounded(request.body).catch(brokenOff);
}

/** A content type in small letters without its parameters; `undefined` when there is none. */
export const mediaType = (contentType: string | undefined): string | undefined =>
  contentType?.split(";", 1)[0]?.trim().toLowerCase();

/** True for `application/json` with whatever parameters. */
export const isJson = (contentType: string | undefined): boolean => mediaType(contentType) === "application/json";

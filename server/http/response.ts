import type { StreamBody } from "../procedures/index.ts";
import { challengeOf } from "./challenge.ts";
import { cookiesOf } from "./cookies.ts";
import type { Exchange, PlainHeaders } from "./exchange.ts";

/** A response, independent of the host. */
export interface HttpResponse {
  readonly status: number;
  /** All headers except `Set-Cookie` and those that the host sets, such as `Content-Length`. */
  readonly headers: PlainHeaders;
  /** `Set-Cookie` values; `undefined` without any. */
  readonly cookies: readonly string[] | undefined;
  readonly body: string | Uint8Array<ArrayBuffer> | StreamBody | null;
}

/** True for a body that is sent while events happen. */
export const isStream = (body: HttpResponse["body"]): body is StreamBody =>
  body !== null && typeof body === "object" && "attach" in body;

/** Adapts a stream to the Fetch API. */
function toReadableStream(body: StreamBody): ReadableStream<Uint8Array<ArrayBuffer>> {
  let leave = () => {};
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        leave = body.attach({
          write: (bytes) => controller.enqueue(bytes),
          bufferedBytes: () => -(controller.desiredSize ?? 0),
          end: () => controller.close(),
          destroy: () => controller.error(new Error("the client does not read the stream")),
        });
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
}

/** Merges two `Vary` values. */
export const mergeVary = (a: string | undefined, b: string | undefined): string | undefined =>
  a && b ? `${a}, ${b}` : (a ?? b);

/** Creates a response with the common headers. */
export function createResponse(
  exchange: Exchange,
  status: number,
  body: HttpResponse["body"],
  headers: PlainHeaders = {},
): HttpResponse {
  const { common, requestId } = exchange;
  const challenge = challengeOf(exchange, status);
  const all: Record<string, string> = { ...common, "x-request-id": requestId, ...challenge, ...headers };
  if (common.vary !== undefined) all.vary = mergeVary(common.vary, headers.vary) ?? common.vary;
  return { status, headers: all, cookies: cookiesOf(exchange), body };
}

/**
 * Converts to a fetch `Response`. All headers are passed at once as a plain object: changing them afterwards costs more
 * on Node.
 */
export function toFetchResponse({ status, headers, cookies, body }: HttpResponse): Response {
  const response = new Response(isStream(body) ? toReadableStream(body) : body, { status, headers });
  for (const cookie of cookies ?? []) response.headers.append("set-cookie", cookie);
  return response;
}

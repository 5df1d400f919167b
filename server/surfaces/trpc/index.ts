import type { Context } from "hono";
import { mediaType, readBody } from "../../http/body.ts";
import type { HttpPolicy } from "../../http/call.ts";
import { createAnnouncer } from "../../http/deprecation.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import { createEtags } from "../../http/etag.ts";
import type { Exchange } from "../../http/exchange.ts";
import { checkNoCondition, checkOrigin } from "../../http/guards.ts";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { checkStructure } from "../../http/json.ts";
import { queryStringOf, valuesOf } from "../../http/query-string.ts";
import type { HttpResponse } from "../../http/response.ts";
import {
  type Execute,
  type Implementation,
  type MaybePromise,
  mapMaybe,
  standardError,
} from "../../procedures/index.ts";
import { answerDirectly, inputsOf, recognise, refusal } from "./direct.ts";
import { createOfficialHandler, endpoint } from "./official.ts";

export { createOfficialHandler, endpoint };

// tRPC would take these, and a form of a foreign page could send them.
const forms: ReadonlySet<string | undefined> = new Set(["multipart/form-data", "application/octet-stream"]);

/** What `JSON.parse` makes of the text, or `notJson`; an empty text is no input at all. */
const notJson = Symbol("not JSON");

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

/** The JSON text that came with a call: the body, or in a GET the one `input` of the address. */
function sentText({ request }: Exchange): MaybePromise<string> {
  if (request.method !== "GET") return readBody(request);
  const [text = "", another] = valuesOf(queryStringOf(request.url), "input");
  if (another !== undefined) throw standardError("malformed", { detail: "The address gives input twice." });
  return text;
}

/** The same request with its body, already read, in place again. */
const withBody = ({ url, method, headers, signal }: Request, body: string): Request =>
  new Request(url, { method, headers, signal, ...(method === "POST" && { body }) });

/** A request that is left to tRPC's own handling, with the text that came with it. */
export class NotHandled {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Answers plain JSON calls with the bytes that tRPC's own request handling would write, which costs several times as
 * much and is left everything else: streams, odd methods, broken JSON.
 */
export function createTrpcSurface(
  implementations: ReadonlyMap<string, Implementation>,
  execute: Execute,
  httpPolicy: HttpPolicy,
): (exchange: Exchange) => MaybePromise<HttpResponse | NotHandled> {
  const direct = { execute, httpPolicy, etags: createEtags(), announce: createAnnouncer(implementations.values()) };
  const handle = (exchange: Exchange, text: string): MaybePromise<HttpResponse | NotHandled> => {
    const sent = parsed(text);
    if (sent !== undefined && sent !== notJson) checkStructure(text, sent);
    const request = sent === notJson ? undefined : recognise(exchange, implementations);
    const inputs = request === undefined ? undefined : inputsOf(request, sent);
    if (request === undefined || inputs === undefined) return new NotHandled(text);
    return answerDirectly(exchange, request, inputs, direct);
  };
  const receive = (exchange: Exchange): MaybePromise<HttpResponse | NotHandled> => {
    const { request } = exchange;
    checkOrigin(exchange, httpPolicy.origins);
    checkNoCondition(exchange);
    // tRPC answers 204 to any HEAD, whatever it names.
    if (request.method === "HEAD") throw standardError("wrong_method");
    if (forms.has(mediaType(request.header("content-type")))) throw standardError("wrong_media_type");
    return mapMaybe(sentText(exchange), (text) => handle(exchange, text));
  };
  return (exchange) =>
    withErrorResponse(
      () => receive(exchange),
      (fault) => refusal(exchange, fault),
    );
}

/** Serves every procedure to tRPC clients: by the direct path, and what that leaves by tRPC's own. */
export const createTrpcHandler =
  (
    surface: (exchange: Exchange) => MaybePromise<HttpResponse | NotHandled>,
    official: (c: Context<HonoEnv>) => MaybePromise<Response>,
  ): ((c: Context<HonoEnv>) => MaybePromise<Response>) =>
  (c) =>
    mapMaybe(surface(c.get("exchange")), (answer) => {
      if (!(answer instanceof NotHandled)) return respond(c, answer);
      c.req.raw = withBody(c.req.raw, answer.text);
      return official(c);
    });

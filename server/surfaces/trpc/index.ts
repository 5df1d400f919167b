import type { Context } from "hono";
import { type MaybePromise, mapMaybe } from "../../concurrency/maybe-promise.ts";
import { mediaType, readBody } from "../../http/body.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import { createEtags } from "../../http/etag.ts";
import type { Exchange } from "../../http/exchange.ts";
import { type Admitted, admit, allConditions, type Guards } from "../../http/guards.ts";
import { type HonoEnv, respond } from "../../http/hono.ts";
import { checkStructure } from "../../http/json.ts";
import type { HttpPolicy } from "../../http/open-call.ts";
import { queryStringOf, valuesOf } from "../../http/query-string.ts";
import type { HttpResponse } from "../../http/response.ts";
import { type Execute, type Implementation, standardError } from "../../procedures/index.ts";
import { answerDirectly, inputsOf, recognise, refusal } from "./direct.ts";
import { createOfficialHandler, endpoint } from "./official.ts";
import { answerStream, subscriptionIn } from "./stream.ts";

export { createOfficialHandler, endpoint };

// tRPC accepts these, and a form of another site could send them (CSRF).
const forms: ReadonlySet<string | undefined> = new Set(["multipart/form-data", "application/octet-stream"]);

function checkMediaType({ request }: Exchange): void {
  if (forms.has(mediaType(request.header("content-type")))) throw standardError("wrong_media_type");
}

/** Result for invalid JSON; an empty text means no input. */
const notJson = Symbol("not JSON");

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

/** The JSON text of a call: the body, or in a GET the single `input` parameter. */
function sentText({ request }: Admitted): MaybePromise<string> {
  if (request.method !== "GET") return readBody(request);
  const [text = "", another] = valuesOf(queryStringOf(request.url), "input");
  if (another !== undefined) throw standardError("malformed", { detail: "The address gives input twice." });
  return text;
}

/** The same request, with its already consumed body restored. */
const withBody = ({ url, method, headers, signal }: Request, body: string): Request =>
  new Request(url, { method, headers, signal, ...(method === "POST" && { body }) });

/** A request left to tRPC's own handling, with its consumed text. */
export class NotHandled {
  readonly exchange: Admitted;
  readonly text: string;

  constructor(exchange: Admitted, text: string) {
    this.exchange = exchange;
    this.text = text;
  }
}

/**
 * Creates the fast path for plain JSON calls. It writes the same bytes as tRPC's own request handling, which costs
 * several times as much. Streams, unusual methods and broken JSON are left to tRPC.
 */
export function createTrpcSurface(
  implementations: ReadonlyMap<string, Implementation>,
  execute: Execute,
  httpPolicy: HttpPolicy,
): (exchange: Exchange) => MaybePromise<HttpResponse | NotHandled> {
  const direct = { execute, httpPolicy, etags: createEtags() };
  const guards: Guards = { origins: httpPolicy.origins, checkMediaType, refusedConditions: allConditions };
  const handle = (exchange: Admitted, text: string): MaybePromise<HttpResponse | NotHandled> => {
    const sent = parsed(text);
    if (sent !== undefined && sent !== notJson) checkStructure(text, sent);
    const subscription = sent === notJson ? undefined : subscriptionIn(exchange, implementations);
    if (subscription !== undefined) return answerStream(exchange, subscription, sent, direct);
    const request = sent === notJson ? undefined : recognise(exchange, implementations);
    const inputs = request === undefined ? undefined : inputsOf(request, sent);
    if (request === undefined || inputs === undefined) return new NotHandled(exchange, text);
    return answerDirectly(exchange, request, inputs, direct);
  };
  const receive = (exchange: Exchange): MaybePromise<HttpResponse | NotHandled> => {
    // tRPC answers 204 to any HEAD, whatever it names.
    if (exchange.request.method === "HEAD") throw standardError("wrong_method");
    const admitted = admit(exchange, guards);
    return mapMaybe(sentText(admitted), (text) => handle(admitted, text));
  };
  return (exchange) =>
    withErrorResponse(
      () => receive(exchange),
      (error) => refusal(exchange, error),
    );
}

/** Serves every procedure to tRPC clients: by the fast path, or else by tRPC's own handling. */
export const createTrpcHandler =
  (
    surface: (exchange: Exchange) => MaybePromise<HttpResponse | NotHandled>,
    official: (c: Context<HonoEnv>, exchange: Admitted) => MaybePromise<Response>,
  ): ((c: Context<HonoEnv>) => MaybePromise<Response>) =>
  (c) =>
    mapMaybe(surface(c.get("exchange")), (answer) => {
      if (!(answer instanceof NotHandled)) return respond(c, answer);
      c.req.raw = withBody(c.req.raw, answer.text);
      return official(c, answer.exchange);
    });

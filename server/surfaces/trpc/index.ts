import type { Context } from "hono";
import { type Execute, type Implementation, type Maybe, onceThere, standardFault } from "../../procedures/index.ts";
import type { Answer } from "../answer.ts";
import { mediaType } from "../body.ts";
import type { Door } from "../call.ts";
import { createAnnouncer } from "../deprecation.ts";
import type { Exchange } from "../exchange.ts";
import { checkOrigin } from "../guard.ts";
import { type HonoEnv, respond } from "../hono.ts";
import { checkStructure } from "../json.ts";
import { refused } from "../refused.ts";
import { searchOf, valuesOf } from "../search.ts";
import { createEtags } from "../validator.ts";
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
function sentText({ request }: Exchange): Maybe<string> {
  if (request.method !== "GET") return request.readBody();
  const [text = "", another] = valuesOf(searchOf(request.url), "input");
  if (another !== undefined) throw standardFault("malformed", { detail: "The address gives input twice." });
  return text;
}

/** The same request with its body, already read, in place again. */
const withBody = ({ url, method, headers, signal }: Request, body: string): Request =>
  new Request(url, { method, headers, signal, ...(method === "POST" && { body }) });

/** A request that is left to tRPC's own handling, with the text that came with it. */
export class Left {
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
  door: Door,
): (exchange: Exchange) => Maybe<Answer | Left> {
  const direct = { execute, door, etags: createEtags(), announce: createAnnouncer(implementations.values()) };
  const handle = (exchange: Exchange, text: string): Maybe<Answer | Left> => {
    const sent = parsed(text);
    if (sent !== undefined && sent !== notJson) checkStructure(text, sent);
    const request = sent === notJson ? undefined : recognise(exchange, implementations);
    const inputs = request === undefined ? undefined : inputsOf(request, sent);
    if (request === undefined || inputs === undefined) return new Left(text);
    return answerDirectly(exchange, request, inputs, direct);
  };
  const receive = (exchange: Exchange): Maybe<Answer | Left> => {
    const { request } = exchange;
    checkOrigin(exchange, door.origins);
    // tRPC answers 204 to any HEAD, whatever it names.
    if (request.method === "HEAD") throw standardFault("wrong_method");
    if (forms.has(mediaType(request.header("content-type")))) throw standardFault("wrong_media_type");
    return onceThere(sentText(exchange), (text) => handle(exchange, text));
  };
  return (exchange) =>
    refused(
      () => receive(exchange),
      (fault) => refusal(exchange, fault),
    );
}

/** Serves every procedure to tRPC clients: by the direct path, and what that leaves by tRPC's own. */
export const createTrpcHandler =
  (
    surface: (exchange: Exchange) => Maybe<Answer | Left>,
    official: (c: Context<HonoEnv>) => Maybe<Response>,
  ): ((c: Context<HonoEnv>) => Maybe<Response>) =>
  (c) =>
    onceThere(surface(c.get("exchange")), (answer) => {
      if (!(answer instanceof Left)) return respond(c, answer);
      c.req.raw = withBody(c.req.raw, answer.text);
      return official(c);
    });

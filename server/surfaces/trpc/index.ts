import type { Context } from "hono";
import { type Execute, type Implementation, type Maybe, onceThere, standardFault } from "../../procedures/index.ts";
import { mediaType, readBody } from "../body.ts";
import type { Door, HonoEnv } from "../call.ts";
import { createAnnouncer } from "../deprecation.ts";
import { checkOrigin } from "../guard.ts";
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
function sentText(c: Context<HonoEnv>): Maybe<string> {
  if (c.req.method !== "GET") return readBody(c.req.raw);
  const [text = "", another] = valuesOf(searchOf(c.req.url), "input");
  if (another !== undefined) throw standardFault("malformed", { detail: "The address gives input twice." });
  return text;
}

/** The same request with its body, already read, in place again. */
const withBody = ({ url, method, headers, signal }: Request, body: string): Request =>
  new Request(url, { method, headers, signal, ...(method === "POST" && { body }) });

/**
 * Serves every procedure to tRPC clients. The direct path answers plain JSON calls and writes the same bytes as tRPC's own
 * request handling, which costs several times as much and gets everything else: streams, odd methods, broken JSON.
 */
export function createTrpcHandler(
  implementations: ReadonlyMap<string, Implementation>,
  execute: Execute,
  door: Door,
  official: (c: Context<HonoEnv>) => Maybe<Response> = createOfficialHandler(implementations.values(), execute, door),
): (c: Context<HonoEnv>) => Maybe<Response> {
  const direct = { execute, door, etags: createEtags(), announce: createAnnouncer(implementations.values()) };
  const handle = (c: Context<HonoEnv>, text: string): Maybe<Response> => {
    const sent = parsed(text);
    if (sent !== undefined && sent !== notJson) checkStructure(text);
    const request = sent === notJson ? undefined : recognise(c, implementations);
    const inputs = request === undefined ? undefined : inputsOf(request, sent);
    if (request !== undefined && inputs !== undefined) return answerDirectly(c, request, inputs, direct);
    c.req.raw = withBody(c.req.raw, text);
    return official(c);
  };
  const receive = (c: Context<HonoEnv>): Maybe<Response> => {
    checkOrigin(c, door.origins);
    // tRPC answers 204 to any HEAD, whatever it names.
    if (c.req.method === "HEAD") throw standardFault("wrong_method");
    if (forms.has(mediaType(c.req.header("content-type")))) throw standardFault("wrong_media_type");
    return onceThere(sentText(c), (text) => handle(c, text));
  };

  return (c) => refused(c, () => receive(c), refusal);
}

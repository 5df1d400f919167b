import type { Context } from "hono";
import { type Execute, Fault, type Implementation, standardFault } from "../../procedures/index.ts";
import { mediaType, readBody } from "../body.ts";
import type { Door, HonoEnv } from "../call.ts";
import { checkOrigin } from "../guard.ts";
import { checkStructure } from "../json.ts";
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
async function sentText(c: Context<HonoEnv>): Promise<string> {
  if (c.req.method !== "GET") return readBody(c.req.raw);
  const question = c.req.url.indexOf("?");
  if (question === -1) return "";
  const [text = "", another] = new URLSearchParams(c.req.url.slice(question + 1)).getAll("input");
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
  official = createOfficialHandler(implementations.values(), execute, door),
): (c: Context<HonoEnv>) => Promise<Response> {
  const handle = async (c: Context<HonoEnv>): Promise<Response> => {
    checkOrigin(c, door.origins);
    // tRPC answers 204 to any HEAD, whatever it names.
    if (c.req.method === "HEAD") throw standardFault("wrong_method");
    if (forms.has(mediaType(c.req.header("content-type")))) throw standardFault("wrong_media_type");
    const text = await sentText(c);
    const sent = parsed(text);
    if (sent !== undefined && sent !== notJson) checkStructure(text);
    const request = sent === notJson ? undefined : recognise(c, implementations);
    const inputs = request === undefined ? undefined : inputsOf(request, sent);
    if (request !== undefined && inputs !== undefined) return answerDirectly(c, request, inputs, execute, door);
    c.req.raw = withBody(c.req.raw, text);
    return official(c);
  };

  return async (c) => {
    try {
      return await handle(c);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return refusal(c, error);
    }
  };
}

import { queryStringOf, valuesOf } from "../../http/query-string.ts";
import { standardError } from "../../procedures/index.ts";

const refused = () => standardError("malformed", { detail: "connectionParams is a JSON object; its token is a text." });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused();
  }
}

/**
 * The token in the `connectionParams` of tRPC's links, by which a native `EventSource` passes one: it cannot send
 * headers. Other parameters are ignored.
 * @throws {ApiError} 400 for anything but an object with a text.
 */
export function connectionToken(url: string): string | undefined {
  const [text] = valuesOf(queryStringOf(url), "connectionParams");
  if (text === undefined) return undefined;
  const params = parsed(text);
  if (params === null) return undefined;
  if (typeof params !== "object" || Array.isArray(params)) throw refused();
  const token: unknown = Reflect.get(params, "token");
  if (token === undefined || token === null) return undefined;
  if (typeof token !== "string") throw refused();
  return token;
}

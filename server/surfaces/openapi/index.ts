import type { Context } from "hono";
import type { Api } from "../../../shared/contract/index.ts";
import { answer } from "../answer.ts";
import type { HonoEnv } from "../call.ts";
import { etagOf, isKnown } from "../validator.ts";
import { apiVersion, createOpenApiDocument } from "./document.ts";

export type { OpenApiDocument } from "./specification.ts";
export { apiVersion, createOpenApiDocument };

/** Where the document is served. */
export const openApiPath = "/openapi.json";

const maxAgeSeconds = 300;

/**
 * Serves the OpenAPI document; 304 to those who have it. It is written at the first request: a worker pays for
 * everything it does at start-up.
 */
export function createOpenApiHandler(api: Api, publicUrl: URL): (c: Context<HonoEnv>) => Response {
  const write = () => {
    const text = JSON.stringify(createOpenApiDocument(api, `${publicUrl.href.replace(/\/$/, "")}/api`));
    return { text, etag: etagOf(text) };
  };
  let written: ReturnType<typeof write> | undefined;
  return (c) => {
    written ??= write();
    const { text, etag } = written;
    const headers = { etag, "cache-control": `public, max-age=${maxAgeSeconds}` };
    if (isKnown(c.req.header("if-none-match"), etag)) return answer(c, 304, null, headers);
    return answer(c, 200, text, { ...headers, "content-type": "application/json; charset=utf-8" });
  };
}

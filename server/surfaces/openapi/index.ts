import type { Api, Events } from "../../../shared/contract/index.ts";
import type { Exchange } from "../../http/exchange.ts";
import { createJsonDocument } from "../../http/json-document.ts";
import type { HttpResponse } from "../../http/response.ts";
import { isLoopback } from "../../network/loopback.ts";
import { apiVersion, createOpenApiDocument } from "./document.ts";

export type { OpenApiDocument } from "./specification.ts";
export { apiVersion, createOpenApiDocument };

export const openApiPath = "/openapi.json";

/** Server URL of the REST surface. Relative for localhost, which has no meaning on another machine. */
const serverUrlOf = (publicUrl: URL) =>
  `${(isLoopback(publicUrl) ? publicUrl.pathname : publicUrl.href).replace(/\/$/, "")}/api`;

/** Serves the OpenAPI document. */
export const createOpenApiHandler = (
  api: Api,
  events: Events,
  publicUrl: URL,
): ((exchange: Exchange) => HttpResponse) =>
  createJsonDocument(() => createOpenApiDocument(api, serverUrlOf(publicUrl), events));

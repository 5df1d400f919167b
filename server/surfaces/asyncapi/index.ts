import type { Events } from "../../../shared/contract/index.ts";
import type { Exchange } from "../../http/exchange.ts";
import { createJsonDocument } from "../../http/json-document.ts";
import type { HttpResponse } from "../../http/response.ts";
import { createAsyncApiDocument } from "./document.ts";

export { createAsyncApiDocument };

export const asyncApiPath = "/asyncapi.json";

/** Serves the AsyncAPI document. */
export const createAsyncApiHandler = (events: Events): ((exchange: Exchange) => HttpResponse) =>
  createJsonDocument(() => createAsyncApiDocument(events));

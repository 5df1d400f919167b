import { Buffer } from "node:buffer";
import type * as z from "zod";
import { isSchema, type Procedure, type RawBody, type Rest, type Route } from "../../../shared/contract/index.ts";
import { exactTextOf, mediaType, readBody } from "../../http/body.ts";
import type { Exchange, HttpRequest } from "../../http/exchange.ts";
import { checkJson } from "../../http/guards.ts";
import { ApiError, standardError } from "../../procedures/index.ts";
import { isForm, readForm } from "./form.ts";
import { bodyFieldsOf, type RestRequest } from "./parse-request.ts";

/** Returns the body that the input is read from. Throws body errors late, once access is granted. */
type ReadBody = () => Pick<RestRequest, "body" | "form">;

/** Receives the request bodies of one procedure. */
export interface BodyReceiver {
  /** @throws {ApiError} 415 for a media type that the contract does not accept. */
  readonly check: (exchange: Exchange) => void;
  /** Absent for methods without a body. */
  readonly receive: ((request: HttpRequest) => Promise<ReadBody>) | undefined;
}

const wrongType = (taken: string) =>
  standardError("wrong_media_type", {
    subjects: { "content-type": [`must be ${taken}`] },
    detail: `Send the body as ${taken}.`,
  });

async function receiveJson(request: HttpRequest): Promise<ReadBody> {
  const body = await readBody(request);
  if (body !== "" && request.header("content-type") === undefined) throw standardError("wrong_media_type");
  return () => ({ body });
}

async function receiveForm(request: HttpRequest): Promise<ReadBody> {
  const bytes = await request.readBytes();
  const contentType = request.header("content-type");
  if (contentType === undefined) {
    if (bytes.length > 0) throw wrongType("a form");
    return () => ({ form: new Map() });
  }
  try {
    const form = await readForm(bytes, contentType);
    return () => ({ form });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return () => {
      throw error;
    };
  }
}

const isBase64 = (schema: z.core.$ZodType | undefined): boolean => {
  const def = schema?._zod.def;
  if (def === undefined) return false;
  if ("innerType" in def && isSchema(def.innerType)) return isBase64(def.innerType);
  return "format" in def && def.format === "base64";
};

/** Receives the exact bytes, so that a signature over them can be verified. */
function createRawReceiver({ input }: Procedure, { raw }: RawBody) {
  const asText = isBase64(input.shape[raw])
    ? (bytes: Uint8Array) => Buffer.from(bytes).toString("base64")
    : exactTextOf;
  return async (request: HttpRequest): Promise<ReadBody> => {
    const bytes = await request.readBytes();
    return () => ({ body: asText(bytes) });
  };
}

/** Creates the body receiver of a procedure: JSON, form, or raw bytes. */
export function createBodyReceiver(procedure: Procedure, rest: Rest, route: Route): BodyReceiver {
  const { accepts } = rest;
  const isRead =
    route.method !== "GET" && (route.method !== "DELETE" || bodyFieldsOf(procedure, rest, route).length > 0);
  if (accepts === undefined) return { check: checkJson, receive: isRead ? receiveJson : undefined };
  if (accepts === "form")
    return {
      check: ({ request }) => {
        const contentType = request.header("content-type");
        if (contentType !== undefined && !isForm(contentType)) throw wrongType("a form");
      },
      receive: receiveForm,
    };
  return {
    check: ({ request }) => {
      const { type } = accepts;
      if (type !== undefined && mediaType(request.header("content-type")) !== type) throw wrongType(type);
    },
    receive: createRawReceiver(procedure, accepts),
  };
}

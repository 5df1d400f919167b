import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { StandardErrorCode } from "../../../shared/contract/index.ts";
import { type ApiError, standardError } from "../../procedures/index.ts";

/** tRPC's error code for each status, or the nearest one; `httpStatus` holds the exact status. */
const codeByStatus = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  402: "PAYMENT_REQUIRED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  406: "BAD_REQUEST",
  408: "TIMEOUT",
  409: "CONFLICT",
  410: "NOT_FOUND",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  423: "CONFLICT",
  424: "CONFLICT",
  425: "CONFLICT",
  428: "PRECONDITION_REQUIRED",
  429: "TOO_MANY_REQUESTS",
  451: "FORBIDDEN",
  500: "INTERNAL_SERVER_ERROR",
  501: "NOT_IMPLEMENTED",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
  504: "GATEWAY_TIMEOUT",
  507: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ApiError["status"], TRPC_ERROR_CODE_KEY>;

export const trpcCodeOf = (error: ApiError): TRPC_ERROR_CODE_KEY => codeByStatus[error.status];

/** The error member of a tRPC response: tRPC's own fields, with the contract's code as `reason` and its `errors`. */
export function errorShape(error: ApiError, path: string | undefined) {
  const code = trpcCodeOf(error);
  return {
    message: error.detail,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: {
      code,
      httpStatus: error.status,
      ...(path !== undefined && { path }),
      reason: error.code,
      errors: error.subjects,
      ...(error.issues.length > 0 && { issues: error.issues }),
      ...(error.details !== undefined && { details: error.details }),
      ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds }),
    },
  };
}

const reasonByCode: Partial<Record<TRPC_ERROR_CODE_KEY, StandardErrorCode>> = {
  NOT_FOUND: "no_such_procedure",
  METHOD_NOT_SUPPORTED: "wrong_method",
  UNSUPPORTED_MEDIA_TYPE: "wrong_media_type",
  BAD_REQUEST: "malformed",
  PARSE_ERROR: "malformed",
};

/** Maximum number of calls in a batch. */
export const maxBatchSize = 20;

const details: Readonly<Record<string, string>> = {
  "Batch call exceeds maximum size": `A batch holds at most ${maxBatchSize} calls: give the link maxItems: ${maxBatchSize}.`,
  "Streaming requests must be batched (you can do a batch of 1)": "A streamed call must be a batch.",
};

/** Maps an error that tRPC itself raised: tRPC's own texts may quote what the client sent. */
export function errorOfTrpc(code: TRPC_ERROR_CODE_KEY, message: string): ApiError {
  const detail = details[message];
  return standardError(reasonByCode[code] ?? "internal", detail === undefined ? {} : { detail });
}

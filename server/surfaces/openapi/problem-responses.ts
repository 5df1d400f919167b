import { type ErrorStatus, type Rest, type Route, standardErrors } from "../../../shared/contract/index.ts";
import type { DescribedProcedure, JsonSchema } from "../../../shared/contract/json-schema.ts";
import { ApiError } from "../../procedures/index.ts";
import { problemOf } from "../rest/problem.ts";
import { documentedErrorsOf, type Problems } from "./documented-errors.ts";
import { pascalCase, refTo } from "./schemas.ts";
import type { ResponseObject } from "./specification.ts";

/** The error format of every operation. */
export const Problem: JsonSchema = {
  type: "object",
  description: "An error, as RFC 9457 problem details.",
  properties: {
    type: {
      type: "string",
      format: "uri",
      description: "`urn:dovetail:problem:` and the code, or the type that is registered for it.",
    },
    title: { type: "string", description: "The status in words." },
    status: { type: "integer", minimum: 400, maximum: 599, description: "The HTTP status." },
    detail: { type: "string", description: "A sentence for people." },
    code: { type: "string", description: "What happened, for programs: branch on this." },
    errors: {
      type: "object",
      description: "Messages by what they are about: a field of the input, or a thing such as `article`.",
      additionalProperties: { type: "array", items: { type: "string" }, minItems: 1 },
    },
    issues: {
      type: "array",
      description: "With `invalid`: what is wrong with the input, for programs that mark fields or translate messages.",
      items: refTo("Issue"),
    },
  },
  required: ["type", "title", "status", "detail", "code", "errors"],
};

/** One invalid field of an input. */
export const Issue: JsonSchema = {
  type: "object",
  description: "One thing that is wrong with an input.",
  properties: {
    path: { type: "string", description: "The whole path of the field, `lines.1.sku`." },
    code: {
      type: "string",
      description:
        "`required`, `type`, `too_short`, `too_long`, `too_small`, `too_big`, `not_multiple`, `format`, `not_allowed`, `name`, `no_match`, `characters` or `rule`; others may come.",
    },
    message: { type: "string", description: "What people read." },
    expected: { type: "string", description: "With `type`: the type that is wanted." },
    minimum: { type: "number", description: "With `too_short` and `too_small`." },
    maximum: { type: "number", description: "With `too_long` and `too_big`." },
    exclusive: { type: "boolean", description: "True where the bound itself is refused." },
    exact: { type: "boolean", description: "True where the length must be just this." },
    unit: { type: "string", enum: ["characters", "items"], description: "What a length counts." },
    divisor: { type: "number", description: "With `not_multiple`." },
    format: { type: "string", description: "With `format`: the format that is wanted." },
    options: { type: "array", items: {}, description: "With `not_allowed`: what is allowed." },
  },
  required: ["path", "code", "message"],
};

const headerPrefix = "#/components/headers/";

export const headerRef = (name: string) => ({ $ref: headerPrefix + name });

const retryAfter = { "retry-after": headerRef("RetryAfter") };
const challenge = { "www-authenticate": headerRef("WWWAuthenticate") };

/** Headers of every response of a rate-limited procedure, success or error. */
export const limitHeaders = { ratelimit: headerRef("RateLimit"), "ratelimit-policy": headerRef("RateLimitPolicy") };

const headersByStatus: Partial<Record<ErrorStatus, Readonly<Record<string, { readonly $ref: string }>>>> = {
  401: challenge,
  429: { ...retryAfter, ...limitHeaders },
  503: retryAfter,
};

/** Extra headers by error code, besides those of the status. */
const headersByCode: Readonly<Record<string, Readonly<Record<string, { readonly $ref: string }>>>> = {
  out_of_scope: challenge,
  running: retryAfter,
};

const headersOf = (status: ErrorStatus, problems: Problems) =>
  Object.assign({}, headersByStatus[status], ...problems.map(([code]) => headersByCode[code]));

/** Schemas of error details, by code. */
type Details = Readonly<Record<string, JsonSchema>>;

/** The problem schema of one status, with the details of its codes. */
function schemaOf(problems: Problems, details: Details): JsonSchema {
  const all = problems.map(([code]) => details[code]).filter((one) => one !== undefined);
  const [first, another] = all;
  if (first === undefined) return refTo("Problem");
  const field = another === undefined ? first : { anyOf: all };
  return { allOf: [refTo("Problem"), { type: "object", properties: { details: field } }] };
}

/** The response of one status, with an example for each of its codes. */
const answerOf = (status: ErrorStatus, problems: Problems, details: Details = {}): ResponseObject => ({
  description: [...new Set(problems.map(([, { detail }]) => detail))].join(" "),
  ...(Object.keys(headersOf(status, problems)).length > 0 && { headers: headersOf(status, problems) }),
  content: {
    "application/problem+json": {
      schema: schemaOf(problems, details),
      examples: Object.fromEntries(
        problems.map(([code, declaration]) => [
          code,
          { summary: declaration.detail, value: problemOf(new ApiError(code, declaration)) },
        ]),
      ),
    },
  },
});

/** Shared headers, `components.headers`. */
export const headers: Readonly<Record<string, unknown>> = {
  Deprecation: {
    description: "When the operation was deprecated, in seconds since 1970 (RFC 9745).",
    schema: { type: "string" },
    example: "@1795564800",
  },
  Sunset: {
    description: "When the operation may be removed (RFC 8594).",
    schema: { type: "string" },
    example: "Tue, 25 May 2027 00:00:00 GMT",
  },
  ETag: {
    description: "Identifies this response; send it as `If-None-Match` to check whether it is still current.",
    schema: { type: "string" },
    example: '"mZ0uTzgKq9fjqH7uVwYJ2A"',
  },
  Location: {
    description: "The URL of the resource, which may not exist yet.",
    schema: { type: "string", format: "uri-reference" },
    example: "/api/things/7",
  },
  ContentDisposition: {
    description: "The file's name for browsers (RFC 6266).",
    schema: { type: "string" },
    example: "attachment; filename=\"report.csv\"; filename*=UTF-8''report.csv",
  },
  IdempotencyReplayed: {
    description: "`true` if this is the stored response of an earlier call with the same key.",
    schema: { type: "string", enum: ["true"] },
  },
  WWWAuthenticate: {
    description:
      'How to authenticate (RFC 6750): `error="invalid_token"` for an invalid token, `error="insufficient_scope"` where an API key lacks the scope. Where no credential is required, the former accompanies a successful response.',
    schema: { type: "string" },
    example: 'Bearer realm="api.example.com", error="invalid_token"',
  },
  RetryAfter: { description: "Seconds to wait before retrying.", schema: { type: "integer", minimum: 0 } },
  RateLimit: {
    description: "For each limit: the calls left (`r`), and the seconds until there are more (`t`).",
    schema: { type: "string" },
    example: '"address";r=0;t=6',
  },
  RateLimitPolicy: {
    description: "For each limit: the calls allowed (`q`) in a window of seconds (`w`).",
    schema: { type: "string" },
    example: '"address";q=10;w=60',
  },
};

export const responsePrefix = "#/components/responses/";

/** Shared responses of the standard errors, such as `Malformed`. */
export const problemResponses = (): Readonly<Record<string, ResponseObject>> =>
  Object.fromEntries(
    Object.entries(standardErrors).map(([code, declaration]) => [
      pascalCase(code),
      answerOf(declaration.status, [[code, declaration]]),
    ]),
  );

/** All error responses of a procedure, by status; a single standard error is a reference. */
export function problemResponsesOf(
  { procedure, details }: Pick<DescribedProcedure, "procedure" | "details">,
  rest: Rest,
  route: Route,
): Readonly<Record<string, ResponseObject>> {
  const all = documentedErrorsOf(procedure, rest, route);
  const statuses = [...new Set(all.map(([, { status }]) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const problems = all.filter(([, declaration]) => declaration.status === status);
      const [[code] = [""], another] = problems;
      const isShared = another === undefined && code in standardErrors;
      return [status, isShared ? { $ref: responsePrefix + pascalCase(code) } : answerOf(status, problems, details)];
    }),
  );
}

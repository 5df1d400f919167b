import { expect } from "vitest";
import { createOpenApiDocument } from "../../../server/surfaces/openapi/index.ts";
import { proceduresOf } from "../../../shared/contract/index.ts";
import { api } from "../../../shared/index.ts";
import type { RestAnswer, RestOptions, TestApp } from "../../support/app.ts";
import { asJson, createFaultOf, type Endpoint, endpointsOf, follow, lookUp } from "../../support/openapi.ts";

const document = createOpenApiDocument(api);
const json = asJson(document);
const endpoints = endpointsOf(document);
/** Responses may contain only documented fields; requests may contain more, as those with a browser's passkeys do. */
export const faultOfAnswer = createFaultOf(document, { closed: true });
const faultOfRequest = createFaultOf(document);

/** Headers that clients act on: a response that carries one must document it. */
const documentedHeaders = [
  ...["retry-after", "ratelimit", "ratelimit-policy", "www-authenticate", "location", "etag"],
  ...["idempotency-replayed", "deprecation", "sunset"],
];

export interface Sent extends RestOptions {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly search?: string;
}

/** Calls an operation at its documented address and validates request and response against the document. */
export type Call = (id: string, status: number, sent?: Sent) => Promise<RestAnswer>;

/** An application whose responses are validated against its document. */
export interface Documented {
  readonly app: TestApp;
  readonly call: Call;
  /** Procedures without a successful call so far. */
  readonly unseen: () => readonly string[];
}

function holdAnswer({ id, pointer }: Endpoint, status: number, { headers, body }: RestAnswer): void {
  const place = follow(json, `${pointer}/responses/${status}`);
  expect(lookUp(json, place), `${id} does not document ${status}`).toBeDefined();
  const mediaType = headers.get("content-type")?.split(";")[0];
  const content = `${place}/content`;
  if (mediaType === undefined) expect(lookUp(json, content), `${id} promises a body with ${status}`).toBeUndefined();
  else {
    const schema = `${content}/${mediaType.replace("/", "~1")}/schema`;
    expect(faultOfAnswer(schema, body), `${id} ${status}`).toBeUndefined();
  }
  for (const name of documentedHeaders)
    if (headers.has(name)) expect(lookUp(json, `${place}/headers/${name}`), `${id} ${status} ${name}`).toBeDefined();
  if (status >= 400) expect(lookUp(json, `${content}/application~1problem+json/examples/${body.code}`)).toBeDefined();
}

function holdRequest({ id, pointer }: Endpoint, body: unknown): void {
  const schema = `${pointer}/requestBody/content/application~1json/schema`;
  if (body !== undefined) expect(faultOfRequest(schema, body), id).toBeUndefined();
}

/** Validates an application against the document of its contracts. */
export function holdToDocument(app: TestApp): Documented {
  const answered = new Set<string>();
  return {
    app,
    call: async (id, status, { path = {}, search = "", ...options } = {}) => {
      const endpoint = endpoints.find((candidate) => candidate.id === id) ?? expect.fail(`no operation ${id}`);
      const address = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
      const answer = await app.rest(endpoint.method, address + search, options);
      expect([id, answer.status, answer.body]).toEqual([id, status, answer.body]);
      holdAnswer(endpoint, status, answer);
      if (status < 300) {
        answered.add(id);
        holdRequest(endpoint, options.body);
      }
      return answer;
    },
    unseen: () => {
      const unwritten = proceduresOf(api).filter(
        ({ procedure }) => procedure.kind === "subscription" || "unwritten" in procedure.errors,
      );
      const names = new Set(unwritten.map(({ name }) => name));
      return endpoints.map(({ id }) => id).filter((id) => !answered.has(id) && !names.has(id));
    },
  };
}

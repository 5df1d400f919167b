import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { createOpenApiDocument, type OpenApiDocument } from "../../server/surfaces/openapi/index.ts";
import {
  conditionsOf,
  event,
  needsViewer,
  parseRoute,
  proceduresOf,
  standardErrors,
} from "../../shared/contract/index.ts";
import { events } from "../../shared/events.ts";
import { api } from "../../shared/index.ts";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import {
  asJson,
  createFaultOf,
  endpointsOf,
  fieldsOf,
  follow,
  type Json,
  lookUp,
  placesIn,
} from "../support/openapi.ts";

const document = createOpenApiDocument(api, "/api", events);
const json = asJson(document);
const endpoints = endpointsOf(document);
const schemaNames = Object.keys(document.components.schemas);
const endpointOf = (id: string) => endpoints.find((endpoint) => endpoint.id === id) ?? expect.fail(`${id} is missing`);

test("the document is valid OpenAPI 3.1", async () => {
  const result = await new Validator().validate({ ...fieldsOf(json) });
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

test("every public event is a webhook, with its payload; others are left out", () => {
  const other = event({ summary: "A secret was kept", payload: z.object({}) });
  const { webhooks = {} } = createOpenApiDocument(api, "/api", { ...events, "secret.kept": other });
  expect(Object.keys(webhooks)).toEqual(Object.keys(events));
  expect(asJson(document)).toMatchObject({
    webhooks: {
      "article.published": {
        post: {
          operationId: "articlePublishedWebhook",
          requestBody: {
            content: { "application/json": { schema: { $ref: "#/components/schemas/ArticlePublishedWebhook" } } },
          },
        },
      },
    },
  });
});

test("every procedure is an operation of its name, at its route, under its feature", () => {
  const expected = proceduresOf(api).map(({ name, procedure }) => {
    const { method, path } = parseRoute(procedure.rest?.route ?? "GET /nowhere");
    return { id: name, method, path, tags: [name.split(".")[0]] };
  });
  const found = endpoints.map(({ id, method, path, tags }) => ({ id, method, path, tags }));
  expect(found).toHaveLength(expected.length);
  expect(found).toEqual(expect.arrayContaining(expected));
});

test("operations are called by words that every language takes, each its own", () => {
  const ids = endpoints.map(({ operationId }) => operationId);
  expect(ids).toContain("articlesPublish");
  expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("people who try a call send nothing that they did not choose to send", () => {
  const optional = endpoints.flatMap(({ parameters }) => parameters.filter(({ required }) => !required));
  expect(optional.map(({ name }) => name)).toEqual(expect.arrayContaining(["Idempotency-Key", "author", "cursor"]));
  expect(
    optional.filter(
      (one) => "example" in one || "examples" in one || (one.schema !== undefined && "examples" in one.schema),
    ),
  ).toEqual([]);
  const login = lookUp(json, "#/paths/~1users~1login/post/requestBody/content/application~1json/example/user");
  expect(Object.keys(fieldsOf(login))).toEqual(["email", "password"]);
});

test("tags and operations have descriptions", () => {
  expect(document.tags.map(({ name }) => name)).toEqual(Object.keys(api));
  expect(document.tags.find(({ name }) => name === "apiKeys")?.description).toMatch(/^Calls about api keys:\n\n- /);
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(operations.filter(({ description }) => description.length < 2)).toEqual([]);
});

test("null for an optional field is explained in words, and is not a value of its type", () => {
  expect(document.info.description).toContain("Null for an optional field");
  const login = lookUp(json, "#/components/schemas/AccountsLoginInput/properties");
  expect(fieldsOf(fieldsOf(login).code).type).toBe("string");
});

test("the same contracts give the same bytes", () => {
  expect(JSON.stringify(createOpenApiDocument(api, "/api", events))).toBe(JSON.stringify(document));
});

test("every reference leads somewhere, and everything named is referred to", () => {
  const refs = placesIn(json).flatMap(([pointer, value]) =>
    pointer.endsWith("/$ref") && typeof value === "string" ? [value] : [],
  );
  const places = new Set(placesIn(json).map(([pointer]) => `#${pointer}`));
  expect(refs.filter((ref) => !places.has(ref))).toEqual([]);
  const { schemas, responses, headers } = document.components;
  const named = Object.entries({ schemas, responses, headers }).flatMap(([kind, items]) =>
    Object.keys(items).map((name) => `#/components/${kind}/${name}`),
  );
  expect(named.filter((pointer) => !refs.includes(pointer))).toEqual([]);
});

test("the shapes that apps work with have names of their own", () => {
  const domain = ["Article", "ArticlePage", "ArticleSummary", "Problem", "Profile", "Session", "User"];
  expect(schemaNames).toEqual(expect.arrayContaining([...domain, "ArticlesPublishInput", "ArticleReply"]));
  expect(schemaNames.filter((name) => /error/i.test(name))).toEqual([]);
});

test("a named shape is referred to, never written out again", () => {
  const canonical = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(canonical);
    if (typeof value !== "object" || value === null) return value;
    const { description: _, examples: __, $ref, ...rest } = fieldsOf(value);
    if (typeof $ref === "string") return canonical(lookUp(json, $ref) ?? null);
    return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, canonical(item)]));
  };
  const named = schemaNames.map((name) => `/components/schemas/${name}`);
  const shapes = new Set(named.map((pointer) => JSON.stringify(canonical(lookUp(json, `#${pointer}`) ?? null))));
  const copies = placesIn(json).filter(
    ([pointer, value]) =>
      !named.includes(pointer) && "properties" in fieldsOf(value) && shapes.has(JSON.stringify(canonical(value))),
  );
  expect(copies.map(([pointer]) => pointer)).toEqual([]);
});

test("code generators find one way to say null, numbers with their bounds, and an object under a name of its own", () => {
  const unions = placesIn(json).filter(([pointer]) => /\/(anyOf|oneOf|nullable)$/.test(pointer));
  expect(unions.map(([pointer]) => pointer)).toEqual([]);
  const ids = placesIn(json).flatMap(([pointer, value]) =>
    /\/properties\/id$/.test(pointer) ? [fieldsOf(value)] : [],
  );
  const numbers = ids.filter(({ type }) => type === "integer");
  expect(numbers.length).toBeGreaterThan(0);
  // JSON numbers are exact below 2^53: a 64-bit type in a generated client would not match.
  expect(new Set(numbers.map(({ format, maximum }) => `${format} ${maximum}`))).toEqual(
    new Set([`undefined ${Number.MAX_SAFE_INTEGER}`]),
  );
  const inner = placesIn(json).filter(
    ([pointer, value]) => "properties" in fieldsOf(value) && !/^\/components\/schemas\/\w+$/.test(pointer),
  );
  expect(inner.map(([pointer]) => pointer)).toEqual([]);
  const defaults = placesIn(json).filter(([pointer]) => /^\/components\/.*\/default$/.test(pointer));
  expect(defaults.map(([pointer]) => pointer)).toEqual([]);
});

test("patterns mean one thing, compiled with the u flag or without", () => {
  const patterns = placesIn(json).flatMap(([pointer, value]) =>
    pointer.endsWith("/pattern") && typeof value === "string" ? [value] : [],
  );
  expect(patterns.length).toBeGreaterThan(20);
  for (const pattern of patterns) {
    expect(pattern).not.toMatch(/\\[pPu]\{/);
    for (const flags of ["", "u"]) expect(new RegExp(pattern, flags).source).toBe(pattern);
  }
});

test("every example fits its schema", () => {
  const faultOf = createFaultOf(document);
  const faults = placesIn(json).flatMap(([pointer, value]) => {
    const { schema, example, examples, examples: list } = fieldsOf(value);
    const inSchema = Array.isArray(list) ? list.map((item) => faultOf(`#${pointer}`, item)) : [];
    if (schema === undefined) return inSchema;
    const values = Object.values(fieldsOf(examples)).map((item) => fieldsOf(item).value ?? null);
    const all = example === undefined ? values : [...values, example];
    return [...inSchema, ...all.map((item) => faultOf(`#${pointer}/schema`, item))];
  });
  expect(faults.length).toBeGreaterThan(50);
  expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
});

test("every body that is sent or answered is shown by example", () => {
  const bodies = placesIn(json).filter(([pointer]) => /\/content\/application~1(problem\+)?json$/.test(pointer));
  const bare = bodies.filter(([, value]) => !("example" in fieldsOf(value)) && !("examples" in fieldsOf(value)));
  expect(bare.map(([pointer]) => pointer)).toEqual([]);
});

describe.each(proceduresOf(api))("$name", ({ name, procedure }) => {
  const { access, errors, input, kind, limit } = procedure;
  const { method } = parseRoute(procedure.rest?.route ?? "GET /nowhere");

  test("documents every error that a caller may meet, and of no other status", () => {
    // Secrets must leave no trace.
    const keepsSecrets = [
      "accounts.update",
      "emails.verify",
      "emails.confirmChange",
      "passwords.change",
      "sessions.openApp",
      "sessions.reauthenticate",
      "apiKeys.create",
      "serviceTokens.create",
      "oauth.link",
      "apps.approve",
      "factors.renewRecoveryCodes",
      "totp.begin",
      "totp.confirm",
      "passkeys.beginEnrolment",
      "passkeys.finishEnrolment",
      "webhooks.create",
      "webhooks.rotateSecret",
    ];
    const takesKeys = kind === "mutation" && access !== "public" && !keepsSecrets.includes(name);
    const standard = Object.entries({
      malformed: true,
      unauthorized: needsViewer(access) || (access === "optional" && kind === "mutation"),
      refused: method !== "GET" || conditionsOf(access).role !== undefined,
      out_of_scope: needsViewer(access),
      reauth_required: conditionsOf(access).fresh !== undefined,
      too_large: ["POST", "PUT", "PATCH"].includes(method ?? ""),
      wrong_media_type: method !== "GET",
      invalid: Object.keys(input.shape).length > 0,
      running: takesKeys,
      key_reused: takesKeys,
      limited: limit !== undefined || kind === "subscription",
      internal: true,
      unavailable: true,
    } as const).flatMap(([code, applies]) => (applies ? [code] : []));
    const declarations: Record<string, { status: number }> = { ...standardErrors, ...errors };
    const expected = [...Object.keys(errors), ...standard].map((code) => `${declarations[code]?.status} ${code}`);
    const { pointer, responses } = endpointOf(name);
    const documented = Object.keys(responses).flatMap((status) => {
      const answer = follow(json, `${pointer}/responses/${status}`);
      const examples = lookUp(json, `${answer}/content/application~1problem+json/examples`);
      return Object.keys(fieldsOf(examples)).map((code) => `${status} ${code}`);
    });
    expect(documented.sort()).toEqual(expected.sort());
  });

  test("documents the Location of a created resource, where it has one", () => {
    const { rest } = procedure;
    if (rest?.status !== 201) return;
    const { shape = {} } = procedure.output._zod.def as { readonly shape?: object };
    const addresses = Object.keys(shape).map((field) => `GET ${parseRoute(rest.route).path}/{${field}}`);
    const reads = proceduresOf(api).flatMap((other) => other.procedure.rest?.route ?? []);
    const address = reads.find((route) => addresses.includes(route))?.slice("GET ".length);
    if (address !== undefined) expect(rest.location).toBe(address);
    if (rest.location !== undefined) expect(endpointOf(name).responses).toHaveProperty("201.headers.location");
  });

  test("offers to say that an answer still holds where a cache or the caller may keep it", () => {
    const { scope, role, fresh } = conditionsOf(access);
    const isForKeys = scope !== undefined && role === undefined && fresh === undefined;
    const isKept =
      kind === "query" && (procedure.cache !== undefined || procedure.rest?.etag !== undefined || isForKeys);
    const isOffered = isKept || procedure.rest?.ifNoneMatch !== undefined;
    expect("304" in endpointOf(name).responses).toBe(isKept);
    expect(endpointOf(name).parameters.some((each) => each.name === "If-None-Match")).toBe(isOffered);
  });

  test("asks for a session as its contract does", () => {
    const schemes = [{ bearer: [] }, { token: [] }, { cookie: [] }];
    const expected = access === "public" ? [] : access === "optional" ? [...schemes, {}] : schemes;
    expect(endpointOf(name).security).toEqual(expected);
  });
});

describe("served", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  test("the document is public, may be cached, and names the public address", async () => {
    const response = await app.fetch("/openapi.json", { headers: { origin: "https://docs.example.com" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    // A localhost URL is useless to other readers: without a public URL, paths are relative to the document.
    expect(publicOrigin).toContain("//localhost");
    expect(await response.json()).toEqual(asJson(createOpenApiDocument(api, "/api", events)));
    const elsewhere = await startTestApp({ PUBLIC_URL: "https://api.example.com" });
    onTestFinished(() => elsewhere.stop());
    const { servers }: OpenApiDocument = await (await elsewhere.fetch("/openapi.json")).json();
    expect(servers).toEqual([{ url: "https://api.example.com/api" }]);
  });

  test("the document answers 304 to a current ETag", async () => {
    const etag = (await app.fetch("/openapi.json")).headers.get("etag") ?? expect.fail("no etag");
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const response = await app.fetch("/openapi.json", { headers: { "if-none-match": tag } });
      expect([response.status, await response.text(), response.headers.get("etag")]).toEqual([304, "", etag]);
    }
    expect((await app.fetch("/openapi.json", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });
});

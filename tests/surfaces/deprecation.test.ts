import { expect, test } from "vitest";
import * as z from "zod";
import { printClientApi } from "../../scripts/generate/client-api.ts";
import { compose } from "../../server/app/compose.ts";
import { createServices } from "../../server/app/services.ts";
import { implement } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createOpenApiDocument } from "../../server/surfaces/openapi/index.ts";
import { defineApi, notFound, query } from "../../shared/contract/index.ts";
import { publicOrigin } from "../support/app.ts";
import { createRecorder } from "../support/recorder.ts";

const base = { summary: "One thing", access: "public", output: z.object({ id: z.string() }) } as const;
const input = z.object({ id: z.string() });
const errors = { not_found: notFound("thing") };
const deprecated = { since: "2026-11-25", use: "things.get", sunset: "2027-05-25" } as const;

const things = {
  get: query({ ...base, input, rest: { route: "GET /things/{id}" } }),
  find: query({ ...base, input, errors, rest: { route: "GET /things/found/{id}" }, deprecated }),
  seek: query({ ...base, input, deprecated: { since: "2026-01-01" } }),
  kept: query({
    ...base,
    input: z.object({}),
    cache: { ttlSeconds: 60, scope: "shared", tags: [] },
    rest: { route: "GET /kept" },
    deprecated: { since: "2026-11-25" },
  }),
};
const api = defineApi({ things });
const answerId = ({ input: { id } }: { input: { id: string } }) => ({ id });

const app = compose({
  api,
  handlers: {
    things: implement(things, {
      get: answerId,
      find: ({ input: { id }, fail }) => (id === "none" ? fail("not_found") : { id }),
      seek: answerId,
      kept: () => ({ id: "kept" }),
    }),
  },
  authenticate: async () => null,
  readiness: { isAccepting: () => true, dependencies: {} },
  config: { publicUrl: new URL("http://localhost:8787"), appOrigins: "*", trustedProxies: 0 },
  log: createLog("silent", () => {}),
});
const services = createServices(createRecorder().db, { passwordPolicy: "length", limits: "off" });

async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await app.fetch(new Request(new URL(path, publicOrigin), { headers }), {
    services,
    address: "192.0.2.1",
  });
  const [deprecation, sunset] = [response.headers.get("deprecation"), response.headers.get("sunset")];
  return { status: response.status, etag: response.headers.get("etag"), headers: [deprecation, sunset] };
}

const day = "@1795564800";
const end = "Tue, 25 May 2027 00:00:00 GMT";
const queried = (inputs: object) => `input=${encodeURIComponent(JSON.stringify(inputs))}`;

test("the days of the headers are those of the contract", () => {
  expect(Date.parse(deprecated.since) / 1000).toBe(Number(day.slice(1)));
  expect(Date.parse(end)).toBe(Date.parse(deprecated.sunset));
});

test("every answer of a deprecated procedure says so over REST, its errors too", async () => {
  expect(await ask("/api/things/found/a")).toMatchObject({ status: 200, headers: [day, end] });
  expect(await ask("/api/things/found/none")).toMatchObject({ status: 404, headers: [day, end] });
  expect(await ask("/api/things/a")).toMatchObject({ status: 200, headers: [null, null] });
});

test("an answer that still holds says so as well", async () => {
  const first = await ask("/api/kept");
  expect(first).toMatchObject({ status: 200, headers: [day, null] });
  expect(await ask("/api/kept", { "if-none-match": first.etag ?? "" })).toMatchObject({
    status: 304,
    headers: [day, null],
  });
});

test("so does every answer over tRPC", async () => {
  expect(await ask(`/trpc/things.find?${queried({ id: "a" })}`)).toMatchObject({ status: 200, headers: [day, end] });
  expect(await ask(`/trpc/things.find?${queried({ id: "none" })}`)).toMatchObject({ status: 404, headers: [day, end] });
  expect(await ask(`/trpc/things.find?${queried({})}`)).toMatchObject({ status: 422, headers: [day, end] });
  expect(await ask(`/trpc/things.get?${queried({ id: "a" })}`)).toMatchObject({ status: 200, headers: [null, null] });
});

test("and by tRPC's own request handling, streams included", async () => {
  // An unknown parameter leaves the direct path.
  expect(await ask(`/trpc/things.find?odd=1&${queried({ id: "a" })}`)).toMatchObject({
    status: 200,
    headers: [day, end],
  });
  const stream = { "trpc-accept": "application/jsonl" };
  const batch = `batch=1&${queried({ 0: { id: "a" }, 1: { id: "a" } })}`;
  expect(await ask(`/trpc/things.get,things.find?${batch}`, stream)).toMatchObject({
    status: 200,
    headers: [day, end],
  });
  expect(await ask(`/trpc/things%2Eget,things%2Efind?${batch}`)).toMatchObject({ status: 200, headers: [day, end] });
});

test("a batch says so as soon as one call is deprecated, with the earliest of each day", async () => {
  const batch = (names: string) => ask(`/trpc/${names}?batch=1&${queried({ 0: { id: "a" }, 1: { id: "a" } })}`);
  expect((await batch("things.get,things.get")).headers).toEqual([null, null]);
  expect((await batch("things.get,things.find")).headers).toEqual([day, end]);
  expect((await batch("things.find,things.seek")).headers).toEqual(["@1767225600", end]);
});

test("browsers' programs may read both headers", async () => {
  const headers = { origin: "https://app.example" };
  const response = await app.fetch(new Request(new URL("/api/things/found/a", publicOrigin), { headers }), {
    services,
    address: "192.0.2.1",
  });
  expect(response.headers.get("access-control-expose-headers")).toContain("deprecation,sunset");
});

test("the OpenAPI document marks it, says what to use, and names the headers where they come", () => {
  const { paths, components } = createOpenApiDocument(api);
  expect(paths["/things/found/{id}"]?.get).toMatchObject({
    deprecated: true,
    description: "Deprecated since 2026-11-25, removed from 2027-05-25 on: use `things.get`.",
    responses: {
      200: {
        headers: {
          deprecation: { $ref: "#/components/headers/Deprecation" },
          sunset: { $ref: "#/components/headers/Sunset" },
        },
      },
    },
  });
  expect(paths["/things/{id}"]?.get).not.toHaveProperty("deprecated");
  expect(components.headers).toHaveProperty("Sunset");
  const { find: _, seek, ...others } = things;
  const without = createOpenApiDocument({ things: { get: others.get } });
  expect(without.components.headers).not.toHaveProperty("Deprecation");
  expect(createOpenApiDocument({ things: { seek } })["x-trpc-only"]).toMatchObject([{ deprecated: true }]);
});

test("the client's editors strike it through and say what to use", () => {
  const client = printClientApi(api);
  expect(client).toContain(
    "   * @deprecated since 2026-11-25, use `things.get`; removed from 2027-05-25 on\n   */\n  find(",
  );
  expect(client).toContain("   * @deprecated since 2026-01-01\n   */\n  seek(");
  expect(client.match(/@deprecated/g)).toHaveLength(3);
});

test("so do editors and the document with a single field", () => {
  const field = z.string().meta({ description: "Its name.", deprecated: true });
  const one = { things: { get: query({ ...base, input: z.object({ field }), rest: { route: "GET /things" } }) } };
  expect(printClientApi(one)).toContain("   * Its name.\n   * @deprecated\n   */\n  field: string;");
  expect(createOpenApiDocument(one).paths["/things"]?.get?.parameters?.[0]?.schema).toMatchObject({ deprecated: true });
});

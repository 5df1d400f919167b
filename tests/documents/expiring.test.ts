import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { implementDocuments } from "../../server/documents/index.ts";
import { RedisUnavailable } from "../../server/redis/index.ts";
import { defineApi, documents } from "../../shared/contract/index.ts";
import { describeTransports } from "../redis/transports.ts";
import { ownPrefix } from "../support/redis.ts";
import { openCollections } from "./collections.ts";

const collection = (more: { ttlSeconds?: number; maxPerOwner?: number } = {}) =>
  documents({
    name: "carts",
    key: z.string().min(1).max(64),
    schema: z
      .object({ note: z.string().max(100), lines: z.record(z.string(), z.int()).default({}) })
      .meta({ id: "Cart" }),
    store: "redis",
    ttlSeconds: 3600,
    maxPerOwner: 20,
    ...more,
  });

const carts = collection();
const cart = { note: "for Ada", lines: { b: 1, a: 2 } };

describeTransports((prepare) => {
  async function serve(contracts = carts) {
    const open = await prepare();
    const { redis: client } = open();
    const prefix = ownPrefix();
    const redis = { client, keyPrefix: async () => prefix };
    const served = await openCollections(
      defineApi({ carts: contracts }),
      { carts: implementDocuments(contracts) },
      redis,
    );
    onTestFinished(served.drop);
    return served;
  }

  test("a document in Redis comes back as it was put, is patched, and goes; to others it does not exist", async () => {
    const { rest } = await serve();
    const created = await rest("PUT", "/carts/a%20key", { value: cart });
    expect(created).toMatchObject({ status: 201, body: { key: "a key", value: cart, outcome: "created" } });
    const got = await rest("GET", "/carts/a%20key");
    expect(got.text).toContain('"lines":{"b":1,"a":2}');
    expect(got.headers.get("etag")).toBe(created.headers.get("etag"));
    expect((await rest("GET", "/carts/a%20key", undefined, { as: "grace" })).status).toBe(404);
    const patched = await rest("PATCH", "/carts/a%20key", { patch: { lines: { b: null, c: 3 } } });
    expect(patched.body).toMatchObject({
      value: { ...cart, lines: { a: 2, c: 3 } },
      createdAt: created.body.createdAt,
    });
    expect(await rest("PATCH", "/carts/a%20key", { patch: { note: 7 } })).toMatchObject({ status: 422 });
    expect((await rest("DELETE", "/carts/a%20key")).status).toBe(204);
    expect((await rest("DELETE", "/carts/a%20key")).status).toBe(404);
    expect((await rest("GET", "/carts")).status).toBe(404);
  });

  test("conditional writes hold in Redis, also of several at once", async () => {
    const { rest } = await serve();
    const put = (headers: Record<string, string>) => rest("PUT", "/carts/one", { value: cart }, headers);
    const races = await Promise.all(Array.from({ length: 6 }, () => put({ "if-none-match": "*" })));
    expect(races.map(({ status }) => status).sort()).toEqual([201, 412, 412, 412, 412, 412]);
    const first = (await rest("GET", "/carts/one")).headers.get("etag") ?? "";
    expect((await put({ "if-match": first })).status).toBe(200);
    expect(await put({ "if-match": first })).toMatchObject({ status: 412, body: { code: "changed" } });
    expect((await rest("DELETE", "/carts/one", undefined, { "if-match": first })).status).toBe(412);
    const patches = ["x", "y", "z"].map((name) => rest("PATCH", "/carts/one", { patch: { lines: { [name]: 1 } } }));
    expect((await Promise.all(patches)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await rest("GET", "/carts/one")).body.value.lines).toEqual({ ...cart.lines, x: 1, y: 1, z: 1 });
  });

  test("an account has no more documents than the bound, and one that is deleted or expired makes room", async () => {
    const { rest } = await serve(collection({ ttlSeconds: 1, maxPerOwner: 2 }));
    const put = async (key: string) => (await rest("PUT", `/carts/${key}`, { value: cart })).status;
    expect([await put("a"), await put("b"), await put("c"), await put("b")]).toEqual([201, 201, 409, 200]);
    await rest("DELETE", "/carts/a");
    expect(await put("c")).toBe(201);
    await sleep(1100);
    expect((await rest("GET", "/carts/b")).status).toBe(404);
    expect([await put("d"), await put("e")]).toEqual([201, 201]);
  });
});

test("without Redis, or while it is away, its documents are unavailable", async () => {
  const handlers = { carts: implementDocuments(carts) };
  const without = await openCollections(defineApi({ carts }), handlers);
  onTestFinished(without.drop);
  expect(await without.rest("GET", "/carts/a")).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining("REDIS_URL") },
  });
  const keyPrefix = async () => {
    throw new RedisUnavailable("connection");
  };
  const away = await openCollections(defineApi({ carts }), handlers, { client: Object({}), keyPrefix });
  onTestFinished(away.drop);
  expect((await away.rest("PUT", "/carts/a", { value: cart })).status).toBe(503);
});

test("a collection in Redis has no lists", () => {
  expect(Object.keys(carts)).toEqual(["get", "put", "patch", "delete"]);
});

test("a definition that Redis could not serve is refused", () => {
  const base = { name: "carts", key: z.uuid(), schema: z.object({ note: z.string().max(9) }) };
  expect(() => documents({ ...base, store: "redis", ttlSeconds: 0 })).toThrow("ttlSeconds: it must be a whole number");
  expect(() => documents({ ...base, ttlSeconds: 60 })).toThrow('add store: "redis"');
  expect(() => documents({ ...base, store: "redis", ttlSeconds: 60, maxPerOwner: 501 })).toThrow("at most 500");
  expect(() => documents(Object({ ...base, store: "redis", ttlSeconds: 60, indexes: ["note"] }))).toThrow("no lists");
});

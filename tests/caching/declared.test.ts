import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { createServices } from "../../server/app/services.ts";
import { implement, implementAll } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { defineApi, query } from "../../shared/contract/index.ts";
import { publicOrigin } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { createRecorder } from "../support/recorder.ts";

const input = z.object({ of: z.string().optional() });
const output = z.object({ text: z.string() });
const base = { summary: "s", input, output } as const;

const contracts = {
  own: query({
    ...base,
    access: "optional",
    cache: { ttlSeconds: 60, scope: "viewer", tags: [] },
    rest: { route: "GET /own" },
  }),
  slow: query({
    ...base,
    access: "public",
    cache: { ttlSeconds: 1, staleWhileRevalidateSeconds: 60, scope: "shared", tags: [], cdnMaxAgeSeconds: 30 },
    rest: { route: "GET /slow" },
  }),
};

const people = new Map(
  ["ada", "grace"].map((username, id) => [
    username,
    { id, username, kind: "session" as const, isFresh: true, credentialVersion: 1, role: "member" as const },
  ]),
);

/** Serves the contracts above with an in-memory cache; a name authenticates its sender. */
function serve() {
  const ran = { own: 0, slow: 0 };
  const handlers = {
    things: implement(contracts, {
      own: ({ viewer }) => {
        ran.own += 1;
        return { text: viewer?.username ?? "nobody" };
      },
      slow: async () => {
        ran.slow += 1;
        await sleep(300);
        return { text: String(ran.slow) };
      },
    }),
  };
  const app = compose({
    api: defineApi({ things: contracts }),
    handlers,
    authenticate: async (_services, { token }) => {
      const person = people.get(token);
      return person === undefined ? null : { ...person, sessionId: token };
    },
    readiness: { isAccepting: () => true, dependencies: {} },
    config: { publicUrl: new URL("http://localhost:8787"), appOrigins: "*", trustedProxies: 0 },
    log: createLog("silent", () => {}),
  });
  const { cache } = openTestCaching();
  const services = { ...createServices(createRecorder().db, { passwordPolicy: "length", limits: "off" }), cache };
  const get = async (path: string, token?: string) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await app.fetch(new Request(new URL(path, publicOrigin), { headers }), {
      services,
      address: "192.0.2.1",
    });
    return { headers: response.headers, text: (await response.json()).text };
  };
  return { ran, get, idle: () => cache?.idle() };
}

test("an answer that varies by viewer is kept for each of them apart", async () => {
  const { ran, get, idle } = serve();
  for (let round = 0; round < 3; round++)
    for (const name of ["ada", "grace", undefined]) {
      expect((await get("/api/own", name)).text).toBe(name ?? "nobody");
      await idle();
    }
  expect(ran.own).toBe(3);
});

test("a CDN may keep what the contract lets it, for as long", async () => {
  const { get } = serve();
  const { headers } = await get("/api/slow");
  expect(headers.get("cache-control")).toBe("public, max-age=30");
  expect((await get("/api/slow", "ada")).headers.get("cache-control")).toBe("private, no-cache");
});

test("CA-09 past its fresh time an answer is shown at once while one caller loads it anew", async () => {
  const { ran, get, idle } = serve();
  await get("/api/slow");
  await sleep(1400);
  const startedAt = performance.now();
  const answers = await Promise.all(Array.from({ length: 20 }, () => get("/api/slow")));
  expect(performance.now() - startedAt).toBeLessThan(250);
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(["1"]));
  await idle();
  expect([(await get("/api/slow")).text, ran.slow]).toEqual(["2", 2]);
});

test("code of the wrong kind is refused when the app starts", () => {
  const shared = query({ ...base, access: "optional", cache: { ttlSeconds: 1, scope: "shared", tags: [] } });
  const wrong: unknown[] = [() => ({ text: "" }), { read: () => ({ text: "" }) }, undefined];
  for (const get of wrong)
    expect(() => implementAll({ things: { get: shared } }, Object({ things: { get } }))).toThrow(
      "things.get: pass a function",
    );
});

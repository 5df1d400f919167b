import fc from "fast-check";
import { type Context, Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../server/app/config.ts";
import { createServices } from "../../server/app/services.ts";
import { handlers } from "../../server/features/index.ts";
import { authenticate } from "../../server/features/sessions/index.ts";
import { createEnvelope } from "../../server/http/envelope.ts";
import { admit, type Guards } from "../../server/http/guards.ts";
import { envelopeMiddleware, type HonoEnv } from "../../server/http/hono.ts";
import type { HttpPolicy } from "../../server/http/open-call.ts";
import { createOriginPolicy } from "../../server/http/origin.ts";
import { createPipeline, implementAll } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createOfficialHandler, createTrpcHandler, createTrpcSurface } from "../../server/surfaces/trpc/index.ts";
import { noTelemetry } from "../../server/telemetry/index.ts";
import { api } from "../../shared/index.ts";
import { publicOrigin } from "../support/app.ts";
import { maskVaryingValues, type ReplicaApp, startReplicaApp } from "../support/replica-app.ts";
import { readStream } from "./jsonl.ts";
import { type TrpcRequest, trpcRequest } from "./trpc-requests.ts";

const seed = 20261105;
const numRuns = Number(process.env.DIFFERENTIAL_RUNS ?? 1200);

type Handle = (c: Context<HonoEnv>) => Response | Promise<Response>;

/** tRPC itself has none: the guards of the surface have tests of their own. */
const noGuards: Guards = { origins: null, checkMediaType: () => {}, refusedConditions: [] };

const config = readConfig({ PASSWORD_POLICY: "length", LIMITS: "off" });
const httpPolicy: HttpPolicy = {
  trustedProxies: 0,
  origins: createOriginPolicy(new URL(publicOrigin), "*"),
  authenticate: ({ db }, credential) => authenticate(db, credential),
};
const implementations = implementAll(api, handlers);
const execute = createPipeline(() => {});
const official = createOfficialHandler(implementations, execute, httpPolicy);

let fallbacks = 0;
const counted: typeof official = (c, exchange) => {
  fallbacks++;
  return official(c, exchange);
};

/** One implementation of `/trpc` over one twin, behind the envelope of the real app. */
function serve(twin: ReplicaApp, handle: Handle) {
  const app = new Hono<HonoEnv>();
  const log = createLog("silent", () => {});
  app.use(
    envelopeMiddleware(
      createEnvelope({
        log,
        origins: httpPolicy.origins,
        challenge: "Bearer",
        isSecure: false,
        serverTiming: false,
        telemetry: noTelemetry,
      }),
    ),
  );
  app.all("/trpc/*", handle);
  const services = createServices(twin.app.database.db, config);
  return async ({ method, address, headers, body, credential }: Omit<TrpcRequest, "family" | "isDirect">) => {
    const sent = { "x-request-id": "differential", ...twin.headersFor(credential), ...headers };
    const init = { method, headers: sent, ...(body !== undefined && { body }) };
    return app.fetch(new Request(`${publicOrigin}/trpc${address}`, init), { services, address: null });
  };
}

const compared = ["content-type", "vary", "allow", "set-cookie", "transfer-encoding", "cache-control"];

/** The parts of a response that both implementations must share. */
async function seen(response: Response) {
  const text = maskVaryingValues(await response.text());
  const isStream = response.headers.get("transfer-encoding") === "chunked";
  return {
    status: response.status,
    // Timestamps differ between twins, and with them the hash.
    hasEtag: response.headers.has("etag"),
    headers: compared.map((name) => `${name}: ${maskVaryingValues(response.headers.get(name) ?? "")}`),
    body: isStream ? readStream(text) : text,
  };
}

let twins: ReplicaApp[] = [];
let ours: ReturnType<typeof serve>;
let theirs: ReturnType<typeof serve>;
beforeAll(async () => {
  const [first, second] = [await startReplicaApp(), await startReplicaApp()];
  twins = [first, second];
  ours = serve(first, createTrpcHandler(createTrpcSurface(implementations, execute, httpPolicy), counted));
  theirs = serve(second, (c) => official(c, admit(c.get("exchange"), noGuards)));
});
afterAll(() => Promise.all(twins.map(({ app }) => app.stop())));

const plain = { method: "POST", headers: { "content-type": "application/json" }, credential: "ada" } as const;

test(`${numRuns} requests of all kinds are answered as tRPC itself answers them (seed ${seed})`, {
  timeout: 600_000,
}, async () => {
  const directByFamily = new Map<string, number>();
  const check = async (request: TrpcRequest) => {
    fallbacks = 0;
    const answer = await seen(await ours(request));
    const isDirect = fallbacks === 0;
    expect(answer).toEqual(await seen(await theirs(request)));
    expect(isDirect, `${request.family}: answered by the direct path`).toBe(request.isDirect);
    directByFamily.set(request.family, (directByFamily.get(request.family) ?? 0) + Number(isDirect));
  };
  await fc.assert(fc.asyncProperty(trpcRequest, check), { seed, numRuns, endOnFailure: true });
  const direct = [...directByFamily.values()].reduce((sum, count) => sum + count, 0);
  expect(directByFamily.size).toBeGreaterThan(25);
  expect(direct / numRuns).toBeGreaterThan(0.45);
});

const big = JSON.stringify({ slug: "oak", body: "x".repeat(1_048_576) });
const deep = `{"slug":"oak","body":${"[".repeat(32)}${"]".repeat(32)}}`;
const boundary = "--x\r\ncontent-disposition: form-data; name=bio\r\n\r\nSaws.\r\n--x--\r\n";
const form = { "content-type": "multipart/form-data; boundary=x" };
const bytes = { "content-type": "Application/Octet-Stream" };
const mary = { credential: "cookie", headers: { ...plain.headers, origin: "http://elsewhere.example" } } as const;

/** Every intended difference: the request, tRPC's response, ours, and the reason. */
const differences = [
  // A form on another site can send these without a preflight.
  {
    title: "a multipart form",
    sent: { address: "/accounts.update", headers: form, body: boundary },
    theirs: 200,
    status: 415,
    reason: "wrong_media_type",
  },
  {
    title: "a multipart form by PUT",
    sent: { method: "PUT", address: "/accounts.update", headers: form, body: boundary },
    theirs: 405,
    status: 415,
    reason: "wrong_media_type",
  },
  {
    title: "bytes",
    sent: { address: "/accounts.update", headers: bytes, body: "{}" },
    theirs: 200,
    status: 415,
    reason: "wrong_media_type",
  },
  // Different parsers would read different values from the same request.
  {
    title: "a key twice",
    sent: { address: "/profiles.follow", body: '{"username":"grace","username":"mary"}' },
    theirs: 200,
    status: 400,
    reason: "malformed",
  },
  {
    title: "a key twice, once escaped",
    sent: { address: "/profiles.follow", body: '{"username":"grace","\\u0075sername":"mary"}' },
    theirs: 200,
    status: 400,
    reason: "malformed",
  },
  {
    title: "input twice",
    sent: { method: "GET", address: "/articles.list?input=%7B%7D&input=%7B%7D", headers: {}, body: undefined },
    theirs: 200,
    status: 400,
    reason: "malformed",
  },
  {
    title: "an input that is no UTF-8",
    sent: { method: "GET", address: "/articles.list?input=%7B%22tag%22%3A%22%E0%22%7D", headers: {}, body: undefined },
    theirs: 200,
    status: 400,
    reason: "malformed",
  },
  // A condition that matches nothing would be silently ignored.
  {
    title: "a write under a condition",
    sent: {
      address: "/profiles.follow",
      body: '{"username":"grace"}',
      headers: { ...plain.headers, "if-match": '"old"' },
    },
    theirs: 200,
    status: 400,
    reason: "malformed",
  },
  // Limits bound the cost of one request.
  {
    title: "33 levels of JSON",
    sent: { address: "/articles.publish", body: deep },
    theirs: 422,
    status: 400,
    reason: "malformed",
  },
  {
    title: "more than 1 MiB",
    sent: { address: "/articles.publish", body: big },
    theirs: 422,
    status: 413,
    reason: "too_large",
  },
  // The HTTP policy of all surfaces comes first: no procedure is looked up.
  {
    title: "a cookie from a foreign origin",
    sent: { address: "/profiles.follow", body: '{"username":"grace"}', ...mary },
    theirs: 200,
    status: 403,
    reason: "refused",
  },
] as const;

test.for(differences)("unlike tRPC, we refuse $title", async ({ sent, theirs: theirStatus, status, reason }) => {
  const request = { ...plain, ...sent };
  const answer = await ours(request);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { data: { httpStatus: status, reason } } });
  expect((await theirs(request)).status).toBe(theirStatus);
});

test("unlike tRPC, which answers 204 to any HEAD whatever it names, we refuse it", async () => {
  const request = { ...plain, method: "HEAD", address: "/nope", body: undefined };
  expect((await ours(request)).status).toBe(405);
  expect((await theirs(request)).status).toBe(204);
});

test("an ordinary call never leaves the direct path, whatever its credential", async () => {
  fallbacks = 0;
  for (const credential of ["none", "ada", "cookie", "dead"] as const) {
    await ours({ ...plain, method: "GET", address: "/tags.list", body: undefined, credential });
    await ours({ ...plain, address: "/profiles.follow", body: '{"username":"grace"}', credential });
    await ours({ ...plain, address: "/tags.list,articles.list?batch=1", body: "{}", credential });
  }
  expect(fallbacks).toBe(0);
});

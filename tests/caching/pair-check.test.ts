import { expect, test } from "vitest";
import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { createServices } from "../../server/app/services.ts";
import { implement } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { defineApi, mutation, query } from "../../shared/contract/index.ts";
import { publicOrigin } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { createRecorder } from "../support/recorder.ts";
import {
  cachedQueriesOf,
  faultsAfter,
  faultsBefore,
  type Look,
  missingSamples,
  mutationsOf,
  see,
  untried,
} from "./pair-check.ts";

// The check of every-pair.test.ts over a small contract with one mistake at a time.

const input = z.object({ slug: z.string() });
const output = z.object({ title: z.string(), isKept: z.boolean() });
const base = { input, output } as const;

/** One mistake of the small service. */
interface Mistake {
  readonly tags?: readonly string[];
  readonly invalidates?: readonly string[];
  readonly isOverlayIdle?: boolean;
}

const contractsWith = ({ tags = ["thing:{slug}"], invalidates = ["thing:{slug}"] }: Mistake) => ({
  get: query({
    ...base,
    summary: "Get a thing",
    access: "optional",
    cache: { ttlSeconds: 60, scope: "shared", tags },
    rest: { route: "GET /things/{slug}" },
  }),
  rename: mutation({
    ...base,
    summary: "Rename a thing",
    access: "required",
    invalidates,
    rest: { route: "POST /things/{slug}" },
  }),
  keep: mutation({ ...base, summary: "Keep a thing", access: "required", rest: { route: "PUT /things/{slug}" } }),
});

/** A service whose one thing is in memory, read with a cache and without it by anonymous and by ada. */
function serve(mistake: Mistake) {
  const contracts = contractsWith(mistake);
  const api = defineApi({ things: contracts });
  const thing = { title: "Glue", keepers: new Set<string>() };
  const shownTo = (username: string | undefined) => ({
    title: thing.title,
    isKept: username !== undefined && thing.keepers.has(username),
  });
  const handlers = {
    things: implement(contracts, {
      get: {
        read: ({ viewer }) => shownTo(viewer?.username),
        personalize: ({ viewer }, shared) =>
          mistake.isOverlayIdle === true ? shared : { ...shared, isKept: shownTo(viewer.username).isKept },
      },
      rename: ({ viewer, write }) =>
        write(async () => {
          thing.title = "Paste";
          return shownTo(viewer.username);
        }),
      keep: ({ viewer, write }) =>
        write(async () => {
          thing.keepers.add(viewer.username);
          return shownTo(viewer.username);
        }),
    }),
  };
  const ada = { id: 1, username: "ada", kind: "session", isFresh: true, credentialVersion: 1, role: "member" } as const;
  const app = compose({
    api,
    handlers,
    authenticate: async (_services, { token }) => ({ ...ada, sessionId: token }),
    readiness: { isAccepting: () => true, dependencies: {} },
    config: { publicUrl: new URL(publicOrigin), appOrigins: "*", trustedProxies: 0 },
    log: createLog("silent", () => {}),
  });
  const services = createServices(createRecorder().db, { passwordPolicy: "length", limits: "off" });
  const { cache } = openTestCaching();
  const ask = async (method: string, viewer: string | undefined, kept: typeof cache | null) => {
    const headers = viewer === undefined ? {} : { authorization: `Bearer ${viewer}` };
    const request = new Request(`${publicOrigin}/api/things/glue`, { method, headers });
    const response = await app.fetch(request, { services: { ...services, cache: kept }, address: "192.0.2.1" });
    expect(response.status).toBe(200);
    return response.text();
  };
  const looks: readonly Look[] = cachedQueriesOf(api).flatMap((named) =>
    [undefined, "ada"].map((viewer) => ({ query: named, input: { slug: "glue" }, viewer })),
  );
  const sides = {
    cached: ({ viewer }: Look) => ask("GET", viewer, cache),
    uncached: ({ viewer }: Look) => ask("GET", viewer, null),
  };
  /** Faults of a mutation that runs once the reads are cached. */
  const faultsOf = async (verb: "rename" | "keep") => {
    const named = mutationsOf(api).find(({ name }) => name === `things.${verb}`) ?? expect.fail();
    expect(faultsBefore(await see(looks, sides))).toEqual([]);
    await cache.idle();
    await ask(verb === "rename" ? "POST" : "PUT", "ada", cache);
    return faultsAfter(named, await see(looks, sides));
  };
  return { api, faultsOf };
}

test("a contract without a mistake has no fault", async () => {
  expect(await serve({}).faultsOf("rename")).toEqual([]);
  expect(await serve({}).faultsOf("keep")).toEqual([]);
});

test.each([
  ["a mutation that invalidates nothing", { invalidates: [] }, "invalidates []", '["thing:{slug}"]'],
  ["a query without its tag", { tags: ["things"] }, 'invalidates ["thing:{slug}"]', '["things"]'],
])("%s fails by the names of the query, the mutation and the tag", async (_title, mistake, invalidated, tags) => {
  const faults = await serve(mistake).faultsOf("rename");
  expect(faults).toEqual([
    `things.get {"slug":"glue"}: after things.rename, an anonymous viewer is shown what was before; things.rename ${invalidated}, and things.get has the tags ${tags}: one tag must be in both`,
    `things.get {"slug":"glue"}: after things.rename, ada is shown what was before; things.rename ${invalidated}, and things.get has the tags ${tags}: one tag must be in both`,
  ]);
});

test("an idle overlay fails by the names of the query and the mutation", async () => {
  expect(await serve({ isOverlayIdle: true }).faultsOf("keep")).toEqual([
    'things.get {"slug":"glue"}: after things.keep, ada is shown the shared answer; "personalize" of things.get must lay over it what the answer is to a viewer',
  ]);
});

test("a procedure without a sample fails with one sentence that says what to add", () => {
  const { api } = serve({});
  expect(missingSamples(api, { "things.rename": {} })).toEqual([
    '"things.get" has no sample: add a line with its callers and an input to tests/access/table.ts, such as  "things.get": anyone(() => ({})),',
    '"things.keep" has no sample: add a line with its callers and an input to tests/access/table.ts, such as  "things.keep": members(() => ({})),',
  ]);
});

test("a cached query whose sample no mutation changes is named: its tags are tried by nothing", () => {
  expect(untried(serve({}).api, new Set())).toEqual([expect.stringMatching(/^no mutation changes what "things\.get"/)]);
});

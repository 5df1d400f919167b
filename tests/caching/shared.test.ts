import { afterAll, beforeAll, expect, test } from "vitest";
import { parseRoute, proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { createFixtures, createPeople, type Fixtures, type People, tokenOf } from "../access/fixtures.ts";
import { table } from "../access/table.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { createSharedCache } from "../support/shared-cache.ts";

let app: TestApp;
let people: People;
let fixtures: Fixtures;
beforeAll(async () => {
  app = await startTestApp({}, undefined, openTestCaching());
  people = await createPeople(app);
  fixtures = await createFixtures(app, people);
});
afterAll(() => app.stop());

const queries = proceduresOf(api).filter(({ procedure }) => procedure.kind === "query");

/** The URLs of a query on both surfaces, and in a batch after a shared one. */
function addressesOf({ name, procedure }: (typeof queries)[number]): readonly string[] {
  const input = { ...table[name]?.input(fixtures) };
  const text = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const trpc = [
    `/trpc/${name}?input=${text(input)}`,
    `/trpc/tags.list,${name}?batch=1&input=${text({ 0: {}, 1: input })}`,
  ];
  if (procedure.rest === undefined) return trpc;
  const { path } = parseRoute(procedure.rest.route);
  return [
    `/api${path.replaceAll(/\{(\w+)\}/g, (_, field) => encodeURIComponent(String(Reflect.get(input, field))))}`,
    ...trpc,
  ];
}

/** The response without request ids; an export also appears in the audit log that it shows. */
async function seen(response: Response): Promise<string> {
  const text = await response.text();
  const lasting = text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id").replaceAll(/"record":\[[^\]]*\]/g, "record");
  return `${response.status} ${lasting}`;
}

const credentials = [
  (token: string) => ({ authorization: `Bearer ${token}` }),
  (token: string) => ({ cookie: `__Host-dovetail=${token}` }),
];

test("CA-01 a shared HTTP cache never serves one viewer's response to another", async () => {
  const cache = createSharedCache((url, { headers }) => app.fetch(url, { headers }));
  await app.rest("POST", `/articles/${fixtures.slug}/favorite`, { token: (await tokenOf(app, people, "ada")) ?? "" });
  const [ada, grace] = [await tokenOf(app, people, "ada"), await tokenOf(app, people, "grace")];
  for (const query of queries)
    for (const address of addressesOf(query))
      for (const credential of credentials)
        for (const token of [ada, grace, undefined, ada, undefined]) {
          const headers = token === undefined ? {} : credential(token);
          const response = await cache.fetch(address, { headers });
          if (token !== undefined)
            expect(response.headers.get("cache-control"), address).toMatch(/^(?:no-store|private, no-cache)$/);
          expect(await seen(response), address).toBe(await seen(await app.fetch(address, { headers })));
        }
  // The shared cache must have stored something, or the test shows nothing.
  expect(cache.served()).toBeGreaterThan(10);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { collectionOfContracts } from "../../shared/contract/collection.ts";
import { type NamedProcedure, proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { followTrpc, mutateTrpc, queryTrpc } from "../support/trpc.ts";
import { createFixtures, createPeople, createStateReader, type People, tokenOf } from "./fixtures.ts";
import { type Actor, actors } from "./rows.ts";
import { table } from "./table.ts";

let app: TestApp;
let people: People;
let state: () => Promise<string>;
beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: "silent" });
  people = await createPeople(app);
  state = await createStateReader(app);
});
afterAll(() => app.stop());

const procedures = proceduresOf(api);
const listed = procedures.flatMap((named) => {
  const row = table[named.name];
  return row === undefined ? [] : [{ ...named, row }];
});

/** Error codes that mean the call was refused before its input was read. */
const refusalCodes = ["unauthorized", "refused", "out_of_scope", "reauth_required", "internal", "no_such_procedure"];

const call = ({ name, procedure }: NamedProcedure, input: unknown, token: string | undefined) =>
  ({ query: queryTrpc, mutation: mutateTrpc, subscription: followTrpc })[procedure.kind](app, name, input, { token });

/** Every field name that a response may have, at any depth. */
function fieldNames(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== "object" || schema === null) return names;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "properties") for (const name of Object.keys(value)) names.add(name);
    fieldNames(value, names);
  }
  return names;
}

const documentFields = new Map(
  Object.values(api).flatMap((contracts) => {
    const collection = collectionOfContracts.get(contracts);
    return collection === undefined ? [] : [[collection.name, fieldNames(z.toJSONSchema(collection.schema))] as const];
  }),
);

/** Fields of an exported document's value, which the contract of its collection names. */
const fieldsOfValue = (holder: object): ReadonlySet<string> =>
  ("collection" in holder && documentFields.get(String(holder.collection))) || new Set();

/** All field names in a response; fields below `details` are named by the code that wrote the audit entry. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = key === "value" ? fieldsOfValue(value) : new Set();
    return [key, ...(key === "details" ? [] : namesIn(inner).filter((name) => !known.has(name)))];
  });
}

const secret = /\$hash\$|password_?hash|secret_?hash/i;
const othersAddress = /(?<!\bada)@secret\.example/;

test("AZ-01 every procedure has a row in the table, and every row a procedure", () => {
  const names = procedures.map(({ name }) => name);
  const missing = names.filter((name) => table[name] === undefined);
  expect(missing, `add a row to tests/access/table.ts, such as  "${missing[0]}": members(),`).toEqual([]);
  const gone = Object.keys(table).filter((name) => !names.includes(name));
  expect(gone, "these rows of tests/access/table.ts are for procedures that no longer exist").toEqual([]);
});

describe.each(listed)("AZ-01 AZ-04 $name", ({ name, procedure, row }) => {
  const allowedNames = fieldNames(z.toJSONSchema(procedure.output));

  test.each(actors.map((actor) => [actor, row.outcomes[actor]] as const))("%s: %s", async (actor, expected) => {
    const fixtures = await createFixtures(app, people);
    const token = await tokenOf(app, people, actor);
    const before = await state();
    const { data, error } = await call({ name, procedure }, row.input(fixtures), token);
    const code: string = error?.reason ?? "done";
    if (expected === "in") expect(refusalCodes).not.toContain(code);
    else expect(code).toBe(expected);
    // A rejected call changes nothing.
    if (code !== "done") expect(await state()).toBe(before);
    // AZ-06: only fields of the contract, no secrets, no other account's address.
    expect(namesIn(data).filter((field) => !allowedNames.has(field))).toEqual([]);
    expect(JSON.stringify(data ?? null)).not.toMatch(secret);
    if (actor === "ada") expect(JSON.stringify(data ?? null)).not.toMatch(othersAddress);
  });

  test("a caller without access learns nothing about the input", async () => {
    const refused = actors.filter((actor) => refusalCodes.includes(row.outcomes[actor]));
    for (const actor of refused) {
      const { error } = await call({ name, procedure }, { nonsense: [] }, await tokenOf(app, people, actor));
      expect([actor, error.reason]).toEqual([actor, row.outcomes[actor]]);
    }
  });
});

/** Fields that an attacker might try to set (mass assignment). */
const extra = {
  accountId: 1,
  author_id: 1,
  authorId: 1,
  ownerId: 1,
  userId: 1,
  role: "admin",
  status: "active",
  email_verified_at: "2020-01-01T00:00:00.000Z",
  suspended_at: null,
  created_at: "2020-01-01T00:00:00.000Z",
  createdAt: "2020-01-01T00:00:00.000Z",
  updatedAt: "2020-01-01T00:00:00.000Z",
  favouritesCount: 99,
  favourites_count: 99,
  articles_count: 99,
  password_hash: "x",
  __v: 1,
};

const mutations = listed.filter(({ procedure }) => procedure.kind === "mutation");

test.each(mutations)("AZ-05 $name ignores fields that it does not declare", async ({ name, procedure, row }) => {
  const { db } = app.database;
  const own = new Set(Object.keys(procedure.input.shape));
  const hostile = Object.fromEntries(Object.entries(extra).filter(([field]) => !own.has(field)));
  const actor: Actor = row.outcomes.ada === "refused" ? "admin" : "ada";
  const fixtures = await createFixtures(app, people);
  const look = async () => ({
    accounts: await db
      .selectFrom("account")
      .select(["id", "email_verified_at", "created_at", "password_hash"])
      .$if(actor === "ada", (query) => query.select(["role", "suspended_at"]))
      .where("id", "in", Object.values(people))
      .orderBy("id")
      .execute(),
    article: await db
      .selectFrom("article")
      .select(["id", "author_id", "created_at"])
      .where("slug", "=", fixtures.slug)
      .executeTakeFirst(),
  });
  const before = await look();
  await call({ name, procedure }, { ...hostile, ...row.input(fixtures) }, await tokenOf(app, people, actor));
  const after = await look();
  expect(after.accounts).toEqual(before.accounts);
  // The article may be deleted, but its owner and creation time never change.
  expect([before.article, undefined]).toContainEqual(after.article);
  const { favourites } = await db
    .selectFrom("account")
    .select(({ fn }) => fn.max("favourites_count").as("favourites"))
    .executeTakeFirstOrThrow();
  expect(favourites).toBeLessThan(99);
});

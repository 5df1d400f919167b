import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { draftHandlers, drafts } from "../../docs/examples/cookbook/drafts.ts";
import { findMissingIndexes } from "../../server/documents/index.ts";
import { defineApi } from "../../shared/contract/index.ts";
import { openCollections } from "./collections.ts";

type Harness = Awaited<ReturnType<typeof openCollections>>;
let harness: Harness;
beforeAll(async () => {
  harness = await openCollections(defineApi({ drafts }), { drafts: draftHandlers });
});
afterAll(() => harness.drop());

const joints = { title: "How joints hold", words: 1200, state: "draft", labels: { b: "1", a: "2" } };

test("put creates and then replaces a document, and get answers it with its revision", async () => {
  const created = await harness.rest("PUT", "/drafts/joints", { value: joints });
  expect(created).toMatchObject({ status: 201, body: { key: "joints", value: joints, outcome: "created" } });
  expect(created.headers.get("location")).toBe("/api/drafts/joints");
  const got = await harness.rest("GET", "/drafts/joints");
  expect(got).toMatchObject({ status: 200, body: { value: joints, revision: created.body.revision } });
  expect(got.headers.get("etag")).toBe(created.headers.get("etag"));
  const tag = got.headers.get("etag") ?? "";
  expect((await harness.rest("GET", "/drafts/joints", undefined, { "if-none-match": tag })).status).toBe(304);
  const replaced = await harness.rest("PUT", "/drafts/joints", { value: { title: "Joints" } });
  expect(replaced).toMatchObject({
    status: 200,
    body: { outcome: "updated", value: { title: "Joints", state: "idea", labels: {} } },
  });
  expect(replaced.body.value).not.toHaveProperty("words");
  expect(replaced.body.updatedAt > got.body.updatedAt).toBe(true);
});

test("a key is any text that an address can hold", async () => {
  for (const key of ["ä b/ü", "%2F", "a?b#c", "a+b", "..."]) {
    const address = `/drafts/${encodeURIComponent(key)}`;
    expect((await harness.rest("PUT", address, { value: joints })).status, key).toBe(201);
    expect((await harness.rest("GET", address)).body.key).toBe(key);
  }
  for (const key of [".", ".."]) {
    const init = { method: "POST", headers: { authorization: "Bearer ada", "content-type": "application/json" } };
    const response = await harness.send("/trpc/drafts.put", { ...init, body: JSON.stringify({ key, value: joints }) });
    expect((await response.json()).error.data.errors).toEqual({
      key: ['cannot be "." or "..", which no address can hold'],
    });
  }
});

test("a document belongs to its owner only: for others it does not exist", async () => {
  await harness.rest("PUT", "/drafts/own", { value: joints });
  const grace = { as: "grace" };
  expect((await harness.rest("GET", "/drafts/own", undefined, grace)).status).toBe(404);
  expect((await harness.rest("PATCH", "/drafts/own", { patch: {} }, grace)).status).toBe(404);
  expect((await harness.rest("DELETE", "/drafts/own", undefined, grace)).status).toBe(404);
  expect((await harness.rest("GET", "/drafts?title=How+joints+hold", undefined, grace)).body.documents).toEqual([]);
  expect((await harness.rest("PUT", "/drafts/own", { value: { title: "Mine" } }, grace)).status).toBe(201);
  expect((await harness.rest("GET", "/drafts/own")).body.value.title).toBe("How joints hold");
  expect((await harness.rest("GET", "/drafts/own", undefined, { as: "nobody" })).status).toBe(401);
});

test("a write names the revision that it is based on, and gets 412 if there is a newer one", async () => {
  const { headers } = await harness.rest("PUT", "/drafts/versioned", { value: joints });
  const first = headers.get("etag") ?? "";
  const patched = await harness.rest("PATCH", "/drafts/versioned", { patch: { words: 7 } }, { "if-match": first });
  expect(patched).toMatchObject({ status: 200, body: { value: { ...joints, words: 7 } } });
  const second = patched.headers.get("etag") ?? "";
  expect(second).not.toBe(first);
  const stale = { status: 412, body: { code: "changed" } };
  const ifFirst = { "if-match": first };
  expect(await harness.rest("PUT", "/drafts/versioned", { value: joints }, ifFirst)).toMatchObject(stale);
  expect(await harness.rest("PATCH", "/drafts/versioned", { patch: {} }, ifFirst)).toMatchObject(stale);
  expect(await harness.rest("DELETE", "/drafts/versioned", undefined, ifFirst)).toMatchObject(stale);
  expect(await harness.rest("PUT", "/drafts/unwritten", { value: joints }, ifFirst)).toMatchObject(stale);
  expect((await harness.rest("DELETE", "/drafts/versioned", undefined, { "if-match": second })).status).toBe(204);
  // A document that is made again is another one, whatever its key.
  await harness.rest("PUT", "/drafts/versioned", { value: joints });
  for (const tag of [first, second])
    expect(await harness.rest("PUT", "/drafts/versioned", { value: joints }, { "if-match": tag })).toMatchObject(stale);
});

test("createOnly leaves an existing document unchanged", async () => {
  const once = { value: joints, createOnly: true };
  expect((await harness.rest("PUT", "/drafts/once", once)).status).toBe(201);
  const exists = { status: 412, body: { code: "exists" } };
  expect(await harness.rest("PUT", "/drafts/once", once)).toMatchObject(exists);
});

test("If-None-Match: * is createOnly over REST, and no other tag is taken", async () => {
  const put = (tag: string) => harness.rest("PUT", "/drafts/new", { value: joints }, { "if-none-match": tag });
  expect((await put("*")).status).toBe(201);
  expect(await put("*")).toMatchObject({ status: 412, body: { code: "exists" } });
  expect(await put('"2.1"')).toMatchObject({ status: 400, body: { code: "malformed" } });
});

test("two patches at once lose nothing, and of two that create one wins", async () => {
  await harness.rest("PUT", "/drafts/busy", { value: { title: "Busy" } });
  const names = Array.from({ length: 12 }, (_, at) => `l${at}`);
  const patches = names.map((name) => harness.rest("PATCH", "/drafts/busy", { patch: { labels: { [name]: "x" } } }));
  expect((await Promise.all(patches)).map(({ status }) => status)).toEqual(names.map(() => 200));
  expect(Object.keys((await harness.rest("GET", "/drafts/busy")).body.value.labels).sort()).toEqual(names.sort());
  const puts = names.map(() => harness.rest("PUT", "/drafts/race", { value: { title: "Race" }, createOnly: true }));
  expect((await Promise.all(puts)).map(({ status }) => status).sort()).toEqual([201, ...names.slice(1).map(() => 412)]);
});

test("a merge patch removes by null, merges objects, and is held to the schema", async () => {
  await harness.rest("PUT", "/drafts/merge", { value: joints });
  const patch = async (of: unknown) => harness.rest("PATCH", "/drafts/merge", { patch: of });
  expect((await patch({ words: null, labels: { a: null, c: "3" } })).body.value).toEqual({
    title: joints.title,
    state: "draft",
    labels: { b: "1", c: "3" },
  });
  expect((await patch({ state: null })).body.value.state).toBe("idea");
  const refused = async (of: unknown) => {
    const { status, body } = await patch(of);
    return [status, Object.keys(body.errors)];
  };
  expect(await refused({ title: null })).toEqual([422, ["patch.title"]]);
  expect(await refused({ title: "" })).toEqual([422, ["patch.title"]]);
  expect(await refused({ words: 1.5 })).toEqual([422, ["patch.words"]]);
  expect(await refused({ labels: { a: 1 } })).toEqual([422, ["patch.labels.a"]]);
  expect(await refused("title")).toEqual([422, ["patch"]]);
  expect((await harness.rest("GET", "/drafts/merge")).body.value.title).toBe(joints.title);
});

test("a list goes by the key or by one index, in pages without loss or repetition", async () => {
  const grace = { as: "grace" };
  const words = [5, 1, 3, 3, 3, 2, 4];
  for (const [at, count] of words.entries())
    await harness.rest("PUT", `/drafts/p${at}`, { value: { title: `T${at % 3}`, words: count } }, grace);
  await harness.rest("PUT", "/drafts/without", { value: { title: "No words" } }, grace);
  const keysOf = async (search: string) => {
    const keys: string[] = [];
    let cursor = "";
    do {
      const { body } = await harness.rest("GET", `/drafts?limit=2&${search}${cursor}`, undefined, grace);
      keys.push(...body.documents.map(({ key }: { key: string }) => key));
      cursor = body.next === null ? "" : `&cursor=${body.next}`;
    } while (cursor !== "");
    return keys.filter((key) => key !== "own").join(" ");
  };
  expect(await keysOf("")).toBe("p0 p1 p2 p3 p4 p5 p6 without");
  expect(await keysOf("order=desc")).toBe("without p6 p5 p4 p3 p2 p1 p0");
  expect(await keysOf("orderBy=words")).toBe("p1 p5 p2 p3 p4 p6 p0");
  expect(await keysOf("orderBy=words&order=desc")).toBe("p0 p6 p4 p3 p2 p5 p1");
  expect(await keysOf("words=3")).toBe("p2 p3 p4");
  expect(await keysOf("wordsFrom=2&wordsTo=3&order=desc")).toBe("p4 p3 p2 p5");
  expect(await keysOf("title=T1")).toBe("p1 p4");
  expect(await keysOf("titleFrom=T1&titleTo=T2")).toBe("p1 p4 p2 p5");
  const refused = async (search: string) => {
    const { status, body } = await harness.rest("GET", `/drafts?${search}`, undefined, grace);
    return [status, Object.keys(body.errors)];
  };
  expect(await refused("title=T1&words=3")).toEqual([422, ["orderBy"]]);
  expect(await refused("title=T1&orderBy=words")).toEqual([422, ["orderBy"]]);
  expect(await refused("orderBy=labels")).toEqual([422, ["orderBy"]]);
  expect(await refused("cursor=abc")).toEqual([422, ["cursor"]]);
  const { next } = (await harness.rest("GET", "/drafts?limit=1&orderBy=words", undefined, grace)).body;
  expect(await refused(`orderBy=words&order=desc&cursor=${next}`)).toEqual([422, ["cursor"]]);
  expect(await refused("limit=101")).toEqual([422, ["limit"]]);
});

test("values come back as they were sent, or are refused", async () => {
  const put = (value: string) => harness.rest("PUT", "/drafts/exact", `{"value":${value}}`);
  const kept = '{"title":"ü😀\\u2028","words":9007199254740991,"state":"idea","labels":{"zz":"1","a":"2","Zq":"3"}}';
  expect((await put(kept)).text).toContain(JSON.stringify(JSON.parse(kept)));
  expect((await harness.rest("GET", "/drafts/exact")).text).toContain(JSON.stringify(JSON.parse(kept)));
  const refused = async (value: string) => (await put(value)).status;
  expect(await refused('{"title":"a\\u0000b"}')).toBe(422);
  expect(await refused('{"title":"\\ud800"}')).toBe(422);
  expect(await refused('{"title":"t","labels":{"\\u0000":"x"}}')).toBe(422);
  expect(await refused('{"title":"t","words":9007199254740993}')).toBe(422);
  expect(await refused('{"title":"t","words":-0}')).toBe(422);
  expect(await refused('{"title":"t","title":"u"}')).toBe(400);
  expect(await refused(`{"title":"t","x":${"[".repeat(40)}${"]".repeat(40)}}`)).toBe(400);
  const long = { title: "t", labels: Object.fromEntries(Array.from({ length: 400 }, (_, at) => [at, "ä".repeat(30)])) };
  expect(await harness.rest("PUT", "/drafts/exact", { value: long })).toMatchObject({
    status: 413,
    body: { code: "document_too_large" },
  });
  expect((await harness.rest("GET", "/drafts/exact")).text).toContain(JSON.stringify(JSON.parse(kept)));
});

test("an account has at most maxPerOwner documents, however many it adds at once", async () => {
  const { id } = await harness.db
    .selectFrom("account")
    .select("id")
    .where("username", "=", "grace")
    .executeTakeFirstOrThrow();
  await harness.db
    .insertInto("document")
    .columns(["collection", "account_id", "key", "version", "body"])
    .expression((eb) =>
      eb
        .selectFrom(
          sql<{
            n: number;
          }>`generate_series(1, 498 - (select count(*)::int from document where account_id = ${id}))`.as<"n">(
            sql`n(n)`,
          ),
        )
        .select([sql.lit("drafts").as("c"), sql.lit(id).as("a"), sql<string>`'bulk' || n`.as("k")])
        .select([sql.lit(2).as("v"), sql<string>`'{"title":"x"}'::json`.as("b")]),
    )
    .execute();
  const adds = Array.from({ length: 6 }, (_, at) =>
    harness.rest("PUT", `/drafts/more${at}`, { value: { title: "More" } }, { as: "grace" }),
  );
  const answers = await Promise.all(adds);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe("too_many");
  expect((await harness.rest("PUT", "/drafts/bulk1", { value: { title: "Replaced" } }, { as: "grace" })).status).toBe(
    200,
  );
});

test("an older shape is read as the current one, and written so", async () => {
  const store = (key: string, version: number, body: object) =>
    harness.db
      .insertInto("document")
      .values({ collection: "drafts", account_id: ada, key, version, body: JSON.stringify(body) })
      .execute();
  const { id: ada } = await harness.db
    .selectFrom("account")
    .select("id")
    .where("username", "=", "ada")
    .executeTakeFirstOrThrow();
  await store("old", 1, { title: "Old", finished: true });
  const read = await harness.rest("GET", "/drafts/old");
  expect(read.body.value).toEqual({ title: "Old", state: "review", labels: {} });
  const listed = await harness.rest("GET", "/drafts?title=Old");
  expect(listed.body.documents[0].value).toEqual(read.body.value);
  const etag = read.headers.get("etag") ?? "";
  expect((await harness.rest("PATCH", "/drafts/old", { patch: { words: 3 } }, { "if-match": etag })).status).toBe(200);
  const row = await harness.db.selectFrom("document").selectAll().where("key", "=", "old").executeTakeFirstOrThrow();
  expect(row).toMatchObject({ version: 2, body: { title: "Old", words: 3, state: "review", labels: {} } });

  // Of a newer release: read where it fits, and never written over.
  await store("newer", 3, { title: "Newer", state: "draft", labels: {}, more: 1 });
  expect((await harness.rest("GET", "/drafts/newer")).body.value).toEqual({
    title: "Newer",
    state: "draft",
    labels: {},
  });
  expect((await harness.rest("PUT", "/drafts/newer", { value: joints })).status).toBe(503);
  await store("strange", 3, { heading: "Strange" });
  expect((await harness.rest("GET", "/drafts/strange")).status).toBe(503);
  // A value that migrate() cannot read is an error of the service, logged with its document.
  await store("broken", 1, { title: "Broken" });
  expect((await harness.rest("GET", "/drafts/broken")).status).toBe(500);
  expect(harness.failures).toHaveLength(1);
});

test("the same documents are served by tRPC and GraphQL, and a repeated call takes effect once", async () => {
  const headers = { authorization: "Bearer ada", "content-type": "application/json" };
  const trpc = async (name: string, input: object, more = {}) => {
    const init = { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(input) };
    return (await harness.send(`/trpc/${name}`, init)).json();
  };
  const input = { key: "shared", value: joints };
  const first = await trpc("drafts.put", input, { "idempotency-key": "k1" });
  expect(first.result.data).toMatchObject({ value: joints, outcome: "created" });
  expect(await trpc("drafts.put", input, { "idempotency-key": "k1" })).toEqual(first);
  const stale = await trpc("drafts.patch", { key: "shared", patch: { words: 1 }, revision: "2.0" });
  expect(stale.error.data).toMatchObject({ httpStatus: 412, reason: "changed" });
  const asked = await harness.send("/graphql", {
    method: "POST",
    headers,
    body: JSON.stringify({ query: "{ __schema { queryType { fields { name } } } }" }),
  });
  const fields = (await asked.json()).data.__schema.queryType.fields.map(({ name }: { name: string }) => name);
  expect(fields.filter((name: string) => /drafts/i.test(name)).length).toBeGreaterThan(0);
});

test("an index that is declared and not in the database is named, with its statement", async () => {
  const { db } = harness;
  expect(await findMissingIndexes(db, { drafts })).toEqual([]);
  await sql`drop index document_drafts_words_idx`.execute(db);
  const [missing, another] = await findMissingIndexes(db, { drafts });
  expect([missing?.collection, missing?.field, another]).toEqual(["drafts", "words", undefined]);
  await sql.raw(missing?.statement ?? "").execute(db);
  expect(await findMissingIndexes(db, { drafts })).toEqual([]);
});

import { type FeatureNames, withArticle } from "../change/feature-names.ts";
import { type Field, sampleOf } from "./fields.ts";

const writerOf = (isOwned: boolean) => (isOwned ? 'kit.member("ada")' : "kit.admin");

const othersTest = ({ feature, phrases }: FeatureNames) => `
test("${phrases} are their owner's alone: to others, whatever their role, they do not exist", async ({ kit }) => {
  const ada = kit.member("ada");
  const { id } = await ada.${feature}.add(first);
  for (const other of [kit.member("grace"), kit.moderator, kit.admin]) {
    const missing = { code: "not_found", status: 404 };
    await expect(other.${feature}.get({ id })).rejects.toMatchObject(missing);
    await expect(other.${feature}.update({ id, ...second })).rejects.toMatchObject(missing);
    await expect(other.${feature}.delete({ id })).rejects.toMatchObject(missing);
    expect(await other.${feature}.list({})).toEqual({ ${feature}: [], next: null });
  }
  expect(await ada.${feature}.get({ id })).toMatchObject(first);
});

test("${phrases} are closed to callers who did not sign in", async ({ kit }) => {
  const refused = { code: "unauthorized", status: 401 };
  await expect(kit.anyone.${feature}.list({})).rejects.toMatchObject(refused);
  await expect(kit.anyone.${feature}.get({ id: 1 })).rejects.toMatchObject(refused);
  await expect(kit.anyone.${feature}.add(first)).rejects.toMatchObject(refused);
});
`;

const openTest = ({ feature, phrases }: FeatureNames) => `
test("${phrases} are public to read and written by admins", async ({ kit }) => {
  const { id } = await kit.admin.${feature}.add(first);
  expect(await kit.anyone.${feature}.get({ id })).toMatchObject(first);
  for (const other of [kit.member("grace"), kit.moderator]) {
    const refused = { code: "refused", status: 403 };
    await expect(other.${feature}.add(second)).rejects.toMatchObject(refused);
    await expect(other.${feature}.update({ id, ...second })).rejects.toMatchObject(refused);
    await expect(other.${feature}.delete({ id })).rejects.toMatchObject(refused);
  }
  await expect(kit.anyone.${feature}.add(second)).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  expect((await kit.anyone.${feature}.list({})).${feature}).toHaveLength(1);
});
`;

/** Optional fields are null when they are left out. */
function optionalTest({ feature, phrase }: FeatureNames, fields: readonly Field[], writer: string): string {
  const optional = fields.filter(({ isOptional }) => isOptional).map(({ name }) => name);
  if (optional.length === 0) return "";
  const required = fields.filter(({ isOptional }) => !isOptional);
  return `
test("what may be left out of ${withArticle(phrase)} is null", async ({ kit }) => {
  const added = await ${writer}.${feature}.add(${sampleOf(required, 0)});
  expect(added).toMatchObject({ ${optional.map((name) => `${name}: null`).join(", ")} });
});
`;
}

/** The tests of a feature's list: its pages, and its number of statements. */
const listTests = (
  { feature }: FeatureNames,
  writer: string,
  reader: string,
): string => `test("a list is read in pages, newest first, without loss or repetition while others are added", async ({ kit }) => {
  const added: number[] = [];
  for (let place = 0; place < 5; place++) added.push((await ${writer}.${feature}.add(first)).id);
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await ${reader}.${feature}.list({ limit: 2, cursor });
    seen.push(...page.${feature}.map(({ id }) => id));
    cursor = page.next ?? undefined;
    await ${writer}.${feature}.add(second);
  } while (cursor !== undefined);
  expect(seen).toEqual(added.toReversed());
});

test("a list costs as many statements however long it is", async ({ kit }) => {
  const count = async () => (await kit.statementsOf(() => ${reader}.${feature}.list({}))).length;
  await ${writer}.${feature}.add(first);
  const short = await count();
  for (let place = 0; place < 5; place++) await ${writer}.${feature}.add(second);
  expect(await count()).toBe(short);
});

`;

/** The tests of refused input, and of the calls over REST. */
function surfaceTests(
  { feature, one, path, phrases }: FeatureNames,
  fields: readonly Field[],
  writer: string,
  reader: string,
): string {
  const wrong = fields.map(({ name, kind }) => `  ["${name}", ${JSON.stringify(kind.wrong)}],`).join("\n");
  return `test.for<[keyof typeof first, unknown]>([
${wrong}
])("a wrong %s is refused by its name, and nothing is added", async ([field, value], { kit }) => {
  const { token } = await ${writer}.person();
  const { status, body } = await kit.app.rest("POST", "/${path}", { token, body: { ${one}: { ...first, [field]: value } } });
  expect([status, Object.keys(body.errors)]).toEqual([422, [field]]);
  expect((await ${reader}.${feature}.list({})).${feature}).toEqual([]);
});

test("${phrases} are served over REST", async ({ kit }) => {
  const { token } = await ${writer}.person();
  const added = await kit.app.rest("POST", "/${path}", { token, body: { ${one}: first } });
  expect(added).toMatchObject({ status: 201, body: { ${one}: first } });
  const address = \`/${path}/\${added.body.${one}.id}\`;
  expect((await kit.app.rest("GET", address, { token })).body).toEqual(added.body);
  const changed = await kit.app.rest("PUT", address, { token, body: { ${one}: second } });
  expect(changed).toMatchObject({ status: 200, body: { ${one}: second } });
  expect((await kit.app.rest("GET", "/${path}", { token })).body).toEqual({ ${feature}: [changed.body.${one}], next: null });
  expect((await kit.app.rest("DELETE", address, { token })).status).toBe(204);
});
`;
}

/** The tests of a feature. */
export function testFile(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { feature, phrase } = names;
  const writer = writerOf(isOwned);
  const reader = isOwned ? writer : "kit.anyone";
  const [first] = fields;
  return `import { expect, test } from "../kit/index.ts";

const first = ${sampleOf(fields, 0)} as const;
const second = ${sampleOf(fields, 1)} as const;

test("${withArticle(phrase)} comes back as it was added, and is read again", async ({ kit }) => {
  const added = await ${writer}.${feature}.add(first);
  expect(added).toEqual({ ...first, id: 1, createdAt: expect.any(String), updatedAt: added.createdAt });
  expect(await ${reader}.${feature}.get({ id: added.id })).toEqual(added);
});
${optionalTest(names, fields, writer)}
test("a change keeps what it does not name", async ({ kit }) => {
  const { id, createdAt } = await ${writer}.${feature}.add(first);
  const ${first?.name ?? ""} = second.${first?.name ?? ""};
  const changed = await ${writer}.${feature}.update({ id, ${first?.name ?? ""} });
  expect(changed).toEqual({ ...first, ${first?.name ?? ""}, id, createdAt, updatedAt: expect.any(String) });
  expect(changed.updatedAt > createdAt).toBe(true);
  expect(await ${writer}.${feature}.update({ id, ...second })).toMatchObject(second);
});

test("a deleted ${phrase} is gone", async ({ kit }) => {
  const { id } = await ${writer}.${feature}.add(first);
  await ${writer}.${feature}.delete({ id });
  for (const call of ["get", "delete"] as const)
    await expect(${writer}.${feature}[call]({ id })).rejects.toMatchObject({ code: "not_found", status: 404 });
});
${isOwned ? othersTest(names) : openTest(names)}
${listTests(names, writer, reader)}${surfaceTests(names, fields, writer, reader)}`;
}

/** Rows of the access table, one a procedure. */
const accessRows = ({ feature }: FeatureNames, isOwned: boolean): readonly string[] => {
  const change = `{ ...own(fixtures), ...text }`;
  return isOwned
    ? [
        `"${feature}.list": members(),`,
        `"${feature}.get": adasOwn("not_found", own),`,
        `"${feature}.add": members(() => text),`,
        `"${feature}.update": adasOwn("not_found", (fixtures) => (${change})),`,
        `"${feature}.delete": adasOwn("not_found", own),`,
      ]
    : [
        `"${feature}.list": anyone(),`,
        `"${feature}.get": anyone(own),`,
        `"${feature}.add": admins(() => text),`,
        `"${feature}.update": admins((fixtures) => (${change})),`,
        `"${feature}.delete": admins(own),`,
      ];
};

/** Samples of a feature, for the tests over all procedures. */
export function samplesFile(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { feature, one, One, Many, path } = names;
  const owner = isOwned ? "owner, " : "";
  const makers = isOwned ? "adasOwn, members" : "admins, anyone";
  return `import * as ${one}Queries from "../../server/features/${path}/queries.ts";
import { ${makers} } from "../access/rows.ts";
import type { Fixtures } from "../access/fixtures.ts";
import type { FeatureSamples } from "./feature.ts";

const text = ${sampleOf(fields, 0)} as const;
${isOwned ? "const owner = { accountId: 1 };\n" : ""}const own = ({ own: { ${feature}: id } }: Fixtures) => ({ id });

export const ${one}Samples: FeatureSamples = {
  feature: "${feature}",
  create: async (db, ${isOwned ? "accountId" : ""}) =>
    (await ${one}Queries.insert${One}(db, ${isOwned ? "{ accountId }, " : ""}text)).id,
  access: {
    ${accessRows(names, isOwned).join("\n    ")}
  },
  queries: {
    exports: ${one}Queries,
    queries: {
      list${Many}: {
        "first page": (db) => ${one}Queries.list${Many}(db, ${owner}{ limit: 101, beforeId: undefined }),
        "after a cursor": (db) => ${one}Queries.list${Many}(db, ${owner}{ limit: 101, beforeId: 7 }),
      },
      find${One}: (db) => ${one}Queries.find${One}(db, ${owner}7),
      insert${One}: (db) => ${one}Queries.insert${One}(db, ${owner}text),
      update${One}: {
        "no field": (db) => ${one}Queries.update${One}(db, ${owner}7, {}),
        "all fields": (db) => ${one}Queries.update${One}(db, ${owner}7, text),
      },
      delete${One}: (db) => ${one}Queries.delete${One}(db, ${owner}7),
    },
  },
};
`;
}

/** Demo content of a feature. */
export function seedFile(names: FeatureNames, fields: readonly Field[], isOwned: boolean): string {
  const { One, Many, path, phrases } = names;
  return `import { insert${One} } from "../../server/features/${path}/index.ts";
import type { FeatureSeed } from "./feature.ts";

const texts = [
  ${sampleOf(fields, 0)},
  ${sampleOf(fields, 1)},
] as const;

/** ${isOwned ? `The demo account's ${phrases}` : `Demo ${phrases}`}. */
export const seed${Many}: FeatureSeed = async (tx${isOwned ? ", accountId" : ""}) => {
  for (const text of texts) await insert${One}(tx, ${isOwned ? "{ accountId }, " : ""}text);
};
`;
}

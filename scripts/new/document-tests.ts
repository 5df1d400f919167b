import { type FeatureNames, withArticle } from "../change/feature-names.ts";
import { type Field, sampleOf } from "./fields.ts";

/** A list by the first index. */
function listTest({ feature, phrases }: FeatureNames, index: string | undefined): string {
  if (index === undefined) return "";
  return `
test("${phrases} are listed by ${index}", async ({ kit }) => {
  const ada = kit.member("ada");
  for (const [key, value] of Object.entries({ a: second, b: first, c: second })) await ada.${feature}.put({ key, value });
  const found = await ada.${feature}.list({ ${index}: second.${index} });
  expect(found.documents.map(({ key }) => key)).toEqual(["a", "c"]);
  const ordered = await ada.${feature}.list({ orderBy: "${index}", order: "desc", limit: 2 });
  const rest = await ada.${feature}.list({ orderBy: "${index}", order: "desc", limit: 2, cursor: ordered.next ?? "" });
  expect([...ordered.documents, ...rest.documents].map(({ key }) => key).sort()).toEqual(["a", "b", "c"]);
});
`;
}

/** The lists of a collection. */
interface Lists {
  readonly indexes: readonly string[];
  /** Collections in Redis have none. */
  readonly isListed: boolean;
}

/** The tests of a collection. */
export function collectionTestFile(
  names: FeatureNames,
  fields: readonly Field[],
  { indexes, isListed }: Lists,
): string {
  const { feature, path, phrase, phrases } = names;
  const othersList = isListed ? `\n    expect((await other.${feature}.list({})).documents).toEqual([]);` : "";
  const nothingStored = isListed
    ? `expect((await kit.member("ada").${feature}.list({})).documents).toEqual([]);`
    : `await expect(kit.member("ada").${feature}.get({ key })).rejects.toMatchObject({ code: "not_found" });`;
  const [changed] = fields;
  const wrong = fields.map(({ name, kind }) => `  ["${name}", ${JSON.stringify(kind.wrong)}],`).join("\n");
  return `import { expect, test } from "../kit/index.ts";

const first = ${sampleOf(fields, 0)} as const;
const second = ${sampleOf(fields, 1)} as const;
const key = "mine";

test("${withArticle(phrase)} comes back as it was put, is patched, and goes", async ({ kit }) => {
  const ada = kit.member("ada");
  const put = await ada.${feature}.put({ key, value: first });
  expect(put).toMatchObject({ key, value: first, outcome: "created" });
  expect((await ada.${feature}.get({ key })).value).toEqual(first);
  const ${changed?.name ?? ""} = second.${changed?.name ?? ""};
  const patched = await ada.${feature}.patch({ key, patch: { ${changed?.name ?? ""} }, revision: put.revision });
  expect(patched.value).toEqual({ ...first, ${changed?.name ?? ""} });
  const stale = { code: "changed", status: 412 };
  await expect(ada.${feature}.delete({ key, revision: put.revision })).rejects.toMatchObject(stale);
  await ada.${feature}.delete({ key, revision: patched.revision });
  await expect(ada.${feature}.get({ key })).rejects.toMatchObject({ code: "not_found", status: 404 });
});

test("${phrases} are their owner's alone: to others, whatever their role, they do not exist", async ({ kit }) => {
  await kit.member("ada").${feature}.put({ key, value: first });
  for (const other of [kit.member("grace"), kit.moderator, kit.admin]) {
    const missing = { code: "not_found", status: 404 };
    await expect(other.${feature}.get({ key })).rejects.toMatchObject(missing);
    await expect(other.${feature}.patch({ key, patch: {} })).rejects.toMatchObject(missing);
    await expect(other.${feature}.delete({ key })).rejects.toMatchObject(missing);${othersList}
  }
  await expect(kit.anyone.${feature}.get({ key })).rejects.toMatchObject({ code: "unauthorized", status: 401 });
});
${listTest(names, indexes[0])}
test.for<[keyof typeof first, unknown]>([
${wrong}
])("a wrong %s is refused by its name, and nothing is stored", async ([field, value], { kit }) => {
  const { token } = await kit.member("ada").person();
  const body = { value: { ...first, [field]: value } };
  const answer = await kit.app.rest("PUT", \`/${path}/\${key}\`, { token, body });
  expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [\`value.\${field}\`]]);
  ${nothingStored}
});
`;
}

const postgresSample = (feature: string) => `async (db, account_id, articleId) => {
    const row = { collection: "${feature}", account_id, key: \`of\${articleId}\`, version: 1, body: JSON.stringify(value) };
    // Stories that change or delete the samples of an article create them again.
    await db.insertInto("document").values(row).onConflict((conflict) => conflict.doNothing()).execute();
    return articleId;
  }`;

const redisSample = (feature: string) => `async (_db, accountId, articleId, redis) => {
    // The tests over all procedures make more of them than one account may have.
    const store = new RedisDocuments({ ...collectionOf(${feature}), maxPerOwner: Number.MAX_SAFE_INTEGER }, redis);
    await store.put({ accountId, key: \`of\${articleId}\` }, JSON.stringify(value), undefined);
    return articleId;
  }`;

/** Samples of a collection, for the tests over all procedures. */
export function collectionSamplesFile(
  { feature, one, path }: FeatureNames,
  fields: readonly Field[],
  isListed: boolean,
): string {
  const imports = isListed
    ? ""
    : `import { RedisDocuments } from "../../server/documents/redis-store.ts";
import { collectionOf } from "../../shared/contract/index.ts";
import { ${feature} } from "../../shared/${path}.ts";
`;
  return `${imports}import { adasOwn, members } from "../access/rows.ts";
import type { Fixtures } from "../access/fixtures.ts";
import type { FeatureSamples } from "./feature.ts";

const value = ${sampleOf(fields, 0)} as const;
const own = ({ own: { ${feature}: id } }: Fixtures) => ({ key: \`of\${id}\` });

export const ${one}Samples: FeatureSamples = {
  feature: "${feature}",
  create: ${isListed ? postgresSample(feature) : redisSample(feature)},
  access: {
    "${feature}.get": adasOwn("not_found", own),
    "${feature}.put": members((fixtures) => ({ key: \`new\${fixtures.own.${feature}}\`, value })),
    "${feature}.patch": adasOwn("not_found", (fixtures) => ({ ...own(fixtures), patch: value })),
    "${feature}.delete": adasOwn("not_found", own),${isListed ? `\n    "${feature}.list": members(),` : ""}
  },
};
`;
}

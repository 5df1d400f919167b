import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOpenApiDocument } from "../../server/surfaces/openapi/index.ts";
import { parseRoute, proceduresOf } from "../../shared/contract/index.ts";
import { api } from "../../shared/index.ts";
import { createSamples } from "../access/world.ts";
import { enrolAs } from "../admin/rig.ts";
import { begin, openCookie, queryOf, registered } from "../native/app-client.ts";
import { featureSamples } from "../samples/index.ts";
import { publicOrigin, type RestAnswer, type RestOptions, signUp, startTestApp, type TestApp } from "../support/app.ts";
import { asJson, createFaultOf, endpointsOf, follow, lookUp } from "../support/openapi.ts";
import { enrol } from "../support/people.ts";

const document = createOpenApiDocument(api);
const json = asJson(document);
const endpoints = endpointsOf(document);
const faultOf = createFaultOf(document, { closed: true });

let app: TestApp;
const answered = new Set<string>();
beforeAll(async () => {
  app = await startTestApp({
    GITHUB_CLIENT_ID: "id",
    GITHUB_CLIENT_SECRET: "secret",
    NATIVE_APPS: registered,
    JWT_KEYS: `a:${Buffer.alloc(32, 7).toString("base64")}`,
  });
});
afterAll(() => app.stop());

interface Sent extends RestOptions {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly search?: string;
}

/** Calls an operation at the address the document gives, and holds request and answer against the document. */
async function call(
  id: string,
  status: number,
  { path = {}, search = "", ...options }: Sent = {},
): Promise<RestAnswer> {
  const endpoint = endpoints.find((candidate) => candidate.id === id) ?? expect.fail(`no operation ${id}`);
  const address = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const answer = await app.rest(endpoint.method, address + search, options);
  expect([id, answer.status, answer.body]).toEqual([id, status, answer.body]);
  const place = follow(json, `${endpoint.pointer}/responses/${status}`);
  expect(lookUp(json, place), `${id} does not tell of ${status}`).toBeDefined();
  const mediaType = answer.headers.get("content-type")?.split(";")[0];
  const content = `${place}/content`;
  if (mediaType === undefined) expect(lookUp(json, content), `${id} promises a body with ${status}`).toBeUndefined();
  else {
    const schema = `${content}/${mediaType.replace("/", "~1")}/schema`;
    expect(faultOf(schema, answer.body), `${id} ${status}`).toBeUndefined();
  }
  if (status < 300) {
    answered.add(id);
    const request = `${endpoint.pointer}/requestBody/content/application~1json/schema`;
    if (options.body !== undefined) expect(faultOf(request, options.body), id).toBeUndefined();
  } else expect(lookUp(json, `${content}/application~1problem+json/examples/${answer.body.code}`)).toBeDefined();
  return answer;
}

/** Calls what features with samples of their own serve, as ada or, where that is not hers to do, as an admin. */
async function callSamples(ada: { readonly id: number }, token: string, rootToken: string): Promise<void> {
  const own = await createSamples(app.database.db, ada.id);
  const world = { slug: "", commentId: 0, sessionId: "", username: "", own };
  for (const [name, row] of featureSamples.flatMap(({ access }) => Object.entries(access))) {
    const procedure = proceduresOf(api).find((candidate) => candidate.name === name)?.procedure;
    const { rest, errors } = procedure ?? expect.fail(`no procedure ${name}`);
    if (rest === undefined || "unwritten" in errors) continue;
    const { parameters, method } = parseRoute(rest.route);
    const input = Object.entries(row.input(world));
    const path = Object.fromEntries(
      input.flatMap(([key, value]) => (parameters.includes(key) ? [[key, String(value)]] : [])),
    );
    const fields = Object.fromEntries(input.filter(([key]) => !parameters.includes(key)));
    const body = rest.body === undefined ? fields : { [rest.body]: fields };
    await call(name, rest.status ?? 200, {
      token: row.outcomes.ada === "refused" ? rootToken : token,
      path,
      ...(["POST", "PUT"].includes(method) && { body }),
    });
  }
}

/** Lets an app in, and signs it out. */
async function callApps(accountId: number): Promise<void> {
  const { clientId, redirectUri, state, challenge: codeChallenge, verifier: codeVerifier } = begin();
  const headers = { cookie: await openCookie(app, accountId), origin: publicOrigin };
  const asked = { clientId, redirectUri, state, codeChallenge };
  const { url } = (await call("apps.approve", 200, { headers, body: asked })).body;
  await call("apps.approve", 400, { headers, body: { ...asked, redirectUri: "https://evil.test" } });
  const shown = { clientId, redirectUri, code: queryOf(url).code, codeVerifier };
  const { accessToken } = (await call("apps.redeem", 200, { body: shown })).body;
  await call("serviceTokens.create", 201, { token: accessToken, body: { audience: "https://search.example.com" } });
  await call("apps.revoke", 204, { body: { clientId, token: accessToken } });
  await call("apps.redeem", 400, { body: shown });
}

const article = { title: "On glue", description: "Why not.", body: "Because.", tagList: ["wood", "glue"] };
const password = "a fine password";

test("answers are as the document says, whatever a reader and a writer do", async () => {
  const user = { username: "ada", email: "ada@example.com", password };
  const { token } = (await call("accounts.register", 201, { body: { user } })).body.user;
  const { username: reader, token: readerToken } = await signUp(app);
  await call("accounts.login", 200, { body: { user: { email: user.email, password, session: "cookie" } } });
  await call("accounts.current", 200, { token });
  await call("accounts.update", 200, { token, body: { user: { bio: "Joiner.", image: null } } });

  const { slug } = (await call("articles.publish", 201, { token, body: { article } })).body.article;
  const path = { slug };
  await call("articles.publish", 201, { token, body: { article: { ...article, tagList: undefined } } });
  await call("articles.update", 200, { token, path, body: { article: { body: "Because it moves.", tagList: [] } } });
  await call("articles.get", 200, { path });
  await call("articles.favourite", 200, { token: readerToken, path });
  await call("articles.list", 200, { search: `?limit=1&favorited=${reader}` });
  await call("articles.list", 200, { token: readerToken, search: "?limit=1" });
  await call("profiles.get", 200, { path: { username: "ada" } });
  await call("profiles.follow", 200, { token: readerToken, path: { username: "ada" } });
  await call("articles.feed", 200, { token: readerToken, search: "?offset=1" });
  const { id } = (await call("comments.add", 201, { token, path, body: { comment: { body: "Hm." } } })).body.comment;
  await call("comments.list", 200, { path, search: "?limit=1" });
  await call("tags.list", 200);

  await call("comments.delete", 403, { token: readerToken, path: { slug, id } });
  await call("comments.delete", 204, { token, path: { slug, id } });
  await call("articles.unfavourite", 200, { token: readerToken, path });
  await call("profiles.unfollow", 200, { token: readerToken, path: { username: "ada" } });
  await call("articles.delete", 403, { token: readerToken, path });
  await call("articles.delete", 204, { token, path });

  const { db } = app.database;
  const owner = db.selectFrom("account").select("id").where("username", "=", "ada");
  const linked = { issuer: "https://github.com", provider: "github", email: user.email };
  await db
    .insertInto("identity")
    .values({ ...linked, subject: "1", account_id: owner })
    .execute();
  await call("oauth.providers", 200);
  await call("oauth.start", 200, { body: { provider: "github", returnTo: "/welcome" } });
  await call("oauth.link", 200, { token, body: { provider: "github" } });
  const [identity] = (await call("oauth.identities", 200, { token })).body.identities;
  await call("oauth.unlink", 204, { token, path: { id: identity.id } });
  await call("oauth.unlink", 404, { token, path: { id: identity.id } });

  const { token: rootToken } = await enrolAs(app, "admin");
  const asRoot = { token: rootToken, path: { username: (await enrol(app)).username } };
  await call("admin.listUsers", 200, { token: rootToken, search: "?limit=1&role=member" });
  await call("admin.suspendUser", 200, { ...asRoot, body: { suspension: { reason: "spam" } } });
  await call("admin.restoreUser", 200, asRoot);
  await call("admin.changeRole", 200, { ...asRoot, body: { user: { role: "moderator" } } });
  const bad = (await call("articles.publish", 201, { token, body: { article } })).body.article.slug;
  const said = await call("comments.add", 201, { token, path: { slug: bad }, body: { comment: { body: "Hm." } } });
  await call("admin.removeComment", 204, { token: rootToken, path: { slug: bad, id: said.body.comment.id } });
  await call("admin.removeArticle", 204, { token: rootToken, path: { slug: bad } });
  await call("admin.listAudit", 200, { token: rootToken });

  const ada = await owner.executeTakeFirstOrThrow();
  await callSamples(ada, token, rootToken);
  await callApps(ada.id);

  const { sessions } = (await call("sessions.list", 200, { token })).body;
  const { id: other } = sessions.find((session: { current: boolean }) => !session.current);
  await call("sessions.revoke", 204, { token, path: { id: other } });
  const renewed = (await call("sessions.reauthenticate", 200, { token, body: { password } })).body.token;
  const { key, apiKey } = (
    await call("apiKeys.create", 201, { token: renewed, body: { name: "Import", scopes: ["feed:read"] } })
  ).body;
  await call("apiKeys.list", 200, { token: renewed });
  await call("articles.publish", 403, { token: key, body: { article } });
  await call("apiKeys.revoke", 204, { token: renewed, path: { id: apiKey.id } });
  const { refreshToken } = (await call("sessions.openApp", 200, { token: renewed })).body;
  const { accessToken } = (await call("sessions.refresh", 200, { body: { refreshToken } })).body;
  await call("sessions.logoutOthers", 204, { token: accessToken });
  await call("sessions.logout", 204, { token: accessToken });
  await call("sessions.logoutEverywhere", 204, { token: readerToken });

  const unwritten = proceduresOf(api).flatMap(({ name, procedure }) => ("unwritten" in procedure.errors ? [name] : []));
  const unseen = endpoints.map(({ id }) => id).filter((name) => !answered.has(name) && !unwritten.includes(name));
  expect(unseen, "procedures whose answers this story does not see yet").toEqual([]);
});

describe("refusals are as the document says", () => {
  let token: string;
  beforeAll(async () => {
    ({ token } = await signUp(app));
  });
  const path = { slug: "nowhere" };

  test("when nobody, or nobody we know, is signed in", async () => {
    await call("accounts.current", 401);
    await call("articles.list", 401, { token: "worthless" });
    await call("accounts.login", 401, { body: { user: { email: "no@example.com", password } } });
  });

  test("when a thing does not exist or is taken", async () => {
    await call("articles.get", 404, { path });
    await call("comments.delete", 404, { token, path: { ...path, id: 1 } });
    await call("sessions.revoke", 404, { token, path: { id: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10" } });
    const { username } = await signUp(app);
    await call("accounts.update", 409, { token, body: { user: { username } } });
  });

  test("when the input does not fit", async () => {
    await call("articles.publish", 422, { token, body: { article: { ...article, title: " ", tagList: null } } });
    await call("articles.publish", 422, { token, body: {} });
    await call("accounts.update", 422, { token, body: { user: { email: "nowhere" } } });
    await call("articles.list", 422, { search: "?limit=0&limit=1" });
    await call("comments.delete", 422, { token, path: { ...path, id: "seven" } });
  });

  test("when the request itself is wrong", async () => {
    const cookie = { cookie: "__Host-dovetail=a.b" };
    await call("tags.list", 400, { token, headers: cookie });
    await call("articles.favourite", 403, { path, headers: { ...cookie, origin: "https://evil.example" } });
    await call("articles.delete", 415, { token, path, headers: { "content-type": "text/plain" } });
    await call("articles.publish", 413, { token, body: { article: { ...article, body: "b".repeat(1_100_000) } } });
  });

  test("when something of ours fails", async () => {
    const broken = await startTestApp();
    await broken.stop();
    const { status, body } = await broken.rest("GET", "/tags");
    expect(status).toBe(500);
    const content = "#/components/responses/Internal/content/application~1problem+json/schema";
    expect(faultOf(content, body)).toBeUndefined();
  });
});

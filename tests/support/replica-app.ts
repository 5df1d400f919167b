import { startSession } from "../../server/features/sessions/index.ts";
import { createSamples, type Fixtures } from "../access/fixtures.ts";
import { featureSamples } from "../samples/index.ts";
import { signUp, startTestApp, type TestApp } from "./app.ts";

/** Kinds of credentials of a request. */
export const credentials = ["none", "ada", "adaByToken", "grace", "cookie", "dead", "odd", "both", "twice"] as const;
export type CredentialName = (typeof credentials)[number];

/** One of two databases with the same users and articles, so that the same calls must have the same outcome. */
export interface ReplicaApp {
  readonly app: TestApp;
  /** Headers with a credential, from this twin's own sessions. */
  readonly headersFor: (name: CredentialName) => Record<string, string>;
  /** Signs nora in again, for calls that end a session. */
  readonly freshHeaders: () => Promise<Record<string, string>>;
}

export const usernames = ["ada", "grace", "mary", "nora"] as const;
export const slugs = ["dovetails", "glue", "planes", "saws", "chisels", "oak"] as const;
const deadToken = `0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10.${"a".repeat(43)}`;

/**
 * Signs in with a session cookie.
 * @returns the `Cookie` header that a browser would send.
 */
async function cookieOf(app: TestApp, name: string): Promise<string> {
  const user = { email: `${name}@example.com`, password: "a fine password", session: "cookie" };
  const { headers } = await app.rest("POST", "/users/login", { body: { user } });
  return headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** Ids of ada's sample records: the record about article `index` has the number after it. */
async function addSamples(app: TestApp): Promise<void> {
  const { db } = app.database;
  const ada = await db.selectFrom("account").select("id").where("username", "=", "ada").executeTakeFirstOrThrow();
  for (const { id } of await db.selectFrom("article").select("id").orderBy("id").execute())
    await createSamples(app, ada.id, id);
}

/** Sample inputs around one article. */
export const sampleInputsAround = (index: number): Fixtures => ({
  slug: slugs[index] ?? "",
  sessionId: "",
  username: "grace",
  jobId: "0b6f8a52-6c7e-4c39-9d57-1f4d0d2f7a10",
  own: Object.fromEntries(featureSamples.map(({ feature }) => [feature, index + 1])),
});

async function writeArticles(app: TestApp, ada: string, grace: string): Promise<void> {
  for (const [index, title] of slugs.entries()) {
    const token = index % 2 === 0 ? ada : grace;
    const article = { title, description: "d", body: "b", tagList: index < 3 ? ["wood", title] : ["steel"] };
    await app.rest("POST", "/articles", { token, body: { article } });
  }
  await addSamples(app);
  await app.rest("POST", "/profiles/grace/follow", { token: ada });
  await app.rest("POST", "/articles/oak/favorite", { token: ada });
}

/** Starts one twin: four users, six articles, and for each article one sample record per feature. */
export async function startReplicaApp(): Promise<ReplicaApp> {
  const app = await startTestApp({ LIMITS: "off" });
  const tokens: string[] = [];
  for (const name of usernames) tokens.push((await signUp(app, name)).token);
  const [ada = "", grace = ""] = tokens;
  await writeArticles(app, ada, grace);
  const cookie = await cookieOf(app, "mary");
  const headers: Record<CredentialName, Record<string, string>> = {
    none: {},
    ada: { authorization: `Bearer ${ada}` },
    adaByToken: { authorization: `Token ${ada}` },
    grace: { authorization: `bearer ${grace}` },
    cookie: { cookie, origin: "http://localhost:8787" },
    dead: { authorization: `Bearer ${deadToken}` },
    odd: { authorization: "Basic YWRhOmFkYQ==" },
    both: { cookie, origin: "http://localhost:8787", authorization: `Bearer ${ada}` },
    twice: { cookie: `${cookie}; ${cookie}`, origin: "http://localhost:8787" },
  };
  const { db } = app.database;
  const nora = await db.selectFrom("account").select("id").where("username", "=", "nora").executeTakeFirstOrThrow();
  const freshHeaders = async () => {
    const token = await startSession(db, { accountId: nora.id, keptIn: "token", userAgent: null, methods: ["pwd"] });
    return { authorization: `Bearer ${token}` };
  };
  return { app, headersFor: (name) => headers[name], freshHeaders };
}

const varyingValues = [
  { pattern: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[A-Za-z0-9_-]{43}/g, name: "(a token)" },
  { pattern: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, name: "(an id)" },
  { pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, name: "(a moment)" },
  { pattern: /(?<="revision":")\d+\.[\w-]+(?=")/g, name: "(a revision)" },
  // Distinguishes articles with the same title.
  { pattern: /(?<="slug":"[^"]*-)[a-z0-9]{6}(?=")/g, name: "(chance)" },
];

/** Removes values that always differ between twins: tokens, random ids and timestamps. */
export const maskVaryingValues = (text: string): string =>
  varyingValues.reduce((left, { pattern, name }) => left.replace(pattern, name), text);

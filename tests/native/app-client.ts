import { createHash, randomBytes } from "node:crypto";
import { startSession } from "../../server/features/sessions/index.ts";
import { publicOrigin, type TestApp } from "../support/app.ts";

/** Apps as `NATIVE_APPS` registers them. */
export const registered = [
  "reader|Reader for iOS|com.example.app:/oauth2redirect|https://app.example.com/native/callback",
  "cli|Dovetail <CLI>|http://127.0.0.1/callback|http://[::1]/callback",
].join("; ");

export const reader = { clientId: "reader", redirectUri: "com.example.app:/oauth2redirect" };

/** PKCE values of an app (RFC 7636). */
export interface Attempt {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
  readonly challenge: string;
}

export function begin({ clientId, redirectUri } = reader): Attempt {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return { clientId, redirectUri, state: randomBytes(9).toString("base64url"), verifier, challenge };
}

export const parametersOf = ({ clientId, redirectUri, state, challenge }: Attempt) => ({
  response_type: "code",
  client_id: clientId,
  redirect_uri: redirectUri,
  state,
  code_challenge: challenge,
  code_challenge_method: "S256",
});

/** Parameters by name; `null` omits one, a list repeats it. */
export type Changes = Readonly<Record<string, string | null | readonly string[]>>;

/** The authorization URL that an app opens in the browser. */
export function authorizePath(attempt: Attempt, changes: Changes = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...parametersOf(attempt), ...changes }))
    for (const one of value === null ? [] : [value].flat()) parameters.append(name, one);
  return `/oauth/authorize?${parameters}`;
}

/** A signed-in browser. */
export async function openCookie({ database }: Pick<TestApp, "database">, accountId: number): Promise<string> {
  const start = { accountId, keptIn: "cookie", userAgent: "a browser", methods: ["pwd"] } as const;
  return `__Host-dovetail=${await startSession(database.db, start)}`;
}

const entities = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&#39;", "'"],
]);
const unescaped = (text: string) => text.replace(/&#?\w+;/g, (entity) => entities.get(entity) ?? entity);

/** The hidden fields of a page, as a browser would send them. */
export const fieldsOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = "", value = ""]) => [
      name,
      unescaped(value),
    ]),
  );

/**
 * Opens the page in a signed-in browser and submits it.
 * @returns the deep link.
 */
export async function letIn(
  app: Pick<TestApp, "fetch" | "rest">,
  cookie: string,
  attempt: Attempt,
  origin = publicOrigin,
): Promise<string> {
  const page = await app.fetch(authorizePath(attempt), { headers: { cookie } });
  const headers = { cookie, origin };
  const { status, body } = await app.rest("POST", "/apps/approvals", { headers, body: fieldsOf(await page.text()) });
  if (status !== 200) throw new Error(`approving answered ${status}: ${JSON.stringify(body)}`);
  return body.url;
}

/** The query of a deep link; `URL` reads any scheme. */
export const queryOf = (link: string): Record<string, string> => Object.fromEntries(new URL(link).searchParams);

/** A token endpoint response. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly body: any;
}

/** Posts a form to an endpoint of RFC 6749. */
export async function post(
  app: Pick<TestApp, "fetch">,
  form: Changes | string,
  { path = "/oauth/token", headers = {} }: { path?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<TokenAnswer> {
  const body = new URLSearchParams(typeof form === "string" ? form : undefined);
  if (typeof form !== "string")
    for (const [name, value] of Object.entries(form))
      for (const one of value === null ? [] : [value].flat()) body.append(name, one);
  const response = await app.fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: String(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Authorization header of an app's tokens. */
export const redemption = (
  { clientId, redirectUri, verifier }: Attempt,
  link: string,
  changes: Changes = {},
): Changes => ({
  grant_type: "authorization_code",
  client_id: clientId,
  redirect_uri: redirectUri,
  code: queryOf(link).code ?? "",
  code_verifier: verifier,
  ...changes,
});

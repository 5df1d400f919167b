import { expect } from "vitest";
import type { TestApp } from "../support/app.ts";
import { fromBrowser } from "../support/trpc.ts";

const sessionCookie = "__Host-dovetail";

const valueIn = (headers: Headers, name: string) =>
  headers
    .getSetCookie()
    .find((set) => set.startsWith(`${name}=`))
    ?.split(";")[0]
    ?.slice(name.length + 1);

/** A pending sign-in. */
export interface Started {
  readonly url: URL;
  readonly state: string;
  readonly nonce: string;
  /** The transaction's cookie, as `name=value`. */
  readonly cookie: string;
  readonly setCookie: string;
}

/** Starts a sign-in in a browser, or an account link with a session. */
export async function begin(
  app: TestApp,
  { provider = "oidc", returnTo, session }: { provider?: string; returnTo?: string; session?: string } = {},
): Promise<Started> {
  const { status, headers, body } = await app.rest("POST", session === undefined ? "/oauth/start" : "/oauth/link", {
    headers: fromBrowser(session === undefined ? undefined : `${sessionCookie}=${session}`),
    body: { provider, ...(returnTo !== undefined && { returnTo }) },
  });
  expect([status, body]).toEqual([200, { url: expect.any(String) }]);
  const url = new URL(body.url);
  const [setCookie = ""] = headers.getSetCookie();
  return {
    url,
    state: url.searchParams.get("state") ?? "",
    nonce: url.searchParams.get("nonce") ?? "",
    cookie: setCookie.split(";")[0] ?? "",
    setCookie,
  };
}

/** The outcome of a callback. */
export interface Ended {
  readonly status: number;
  readonly location: string | null;
  /** The code in the URL or on the page. */
  readonly error: string | null;
  /** The new session's token. */
  readonly token: string | undefined;
  readonly body: string;
  readonly setCookies: readonly string[];
}

/** Opens the callback with the given cookies. */
export async function returnFromProvider(
  app: TestApp,
  url: URL | string,
  ...cookies: readonly string[]
): Promise<Ended> {
  const { pathname, search } = new URL(url, "http://localhost");
  const response = await app.fetch(pathname + search, {
    redirect: "manual",
    ...(cookies.length > 0 && { headers: { cookie: cookies.join("; ") } }),
  });
  const location = response.headers.get("location");
  const body = await response.text();
  const shown = location === null ? null : new URL(location, "http://localhost").searchParams.get("oauth_error");
  return {
    status: response.status,
    location,
    error: shown ?? /<code>(\w+)<\/code>/.exec(body)?.[1] ?? null,
    token: valueIn(response.headers, sessionCookie) || undefined,
    body,
    setCookies: response.headers.getSetCookie(),
  };
}

export const callbackPath = (parameters: Readonly<Record<string, string>>, provider = "oidc") =>
  `/oauth/${provider}/callback?${new URLSearchParams(parameters)}`;

export const sessionIn = (token: string) => `${sessionCookie}=${token}`;

/** The account that a session cookie signs in; `null` when it is refused. */
export async function whoIs(app: TestApp, token: string | undefined) {
  if (token === undefined) return null;
  const { status, body } = await app.rest("GET", "/user", { headers: { cookie: sessionIn(token) } });
  return status === 200 ? body.user : null;
}

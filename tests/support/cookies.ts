import type { TestApp } from "./app.ts";
import { publicOrigin } from "./app.ts";
import { fromBrowser } from "./trpc.ts";

/** Returns the session cookie that a response sets, as `name=value`; `undefined` when it sets none. */
export const cookieOf = (headers: Headers): string | undefined => headers.getSetCookie()[0]?.split(";")[0];

/** A browser with a session cookie. */
export interface Browser {
  readonly cookie: string;
  /** Headers of a same-origin page. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs a user in, or up with the path of the sign-up, in a browser. */
export async function openBrowser(
  app: TestApp,
  user: Readonly<Record<string, string>>,
  path = "/users/login",
): Promise<Browser> {
  const { status, headers, body } = await app.rest("POST", path, {
    headers: fromBrowser(undefined),
    body: { user: { ...user, session: "cookie" } },
  });
  const cookie = cookieOf(headers);
  if (cookie === undefined) throw new Error(`no cookie came with ${status}: ${JSON.stringify(body)}`);
  return { cookie, headers: { origin: publicOrigin, cookie } };
}

/** Decides which browser pages may do what. */
export interface OriginPolicy {
  /** May this origin read answers at all? */
  readonly mayRead: (origin: string) => boolean;
  /** May this origin use the session cookie? Never true for `*` alone. */
  readonly mayUseCookie: (origin: string) => boolean;
  /** True when only listed origins may call. */
  readonly isClosed: boolean;
  /** The headers by which a browser lets a page of this origin read an answer. */
  readonly headersFor: (origin: string | undefined) => Readonly<Record<string, string>>;
}

const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** The public address and, when that is this machine, its other names. */
function ownOrigins(publicUrl: URL): string[] {
  if (!loopback.includes(publicUrl.hostname)) return [publicUrl.origin];
  const port = publicUrl.port === "" ? "" : `:${publicUrl.port}`;
  return loopback.map((host) => `${publicUrl.protocol}//${host}${port}`);
}

/** Headers of answers that a page's scripts may read. */
const exposed = {
  "access-control-expose-headers":
    "retry-after,x-request-id,idempotency-replayed,ratelimit,ratelimit-policy,deprecation,sunset",
};
const openHeaders = { ...exposed, "access-control-allow-origin": "*" };

/** The policy for the service's own address and the origins of its apps. Origins are compared whole. */
export function createOriginPolicy(publicUrl: URL, appOrigins: readonly string[] | "*"): OriginPolicy {
  const allowed = new Set([...ownOrigins(publicUrl), ...(appOrigins === "*" ? [] : appOrigins)]);
  const isAllowed = (origin: string) => allowed.has(origin);
  return {
    mayUseCookie: isAllowed,
    mayRead: appOrigins === "*" ? () => true : isAllowed,
    isClosed: appOrigins !== "*",
    headersFor: (origin) => {
      if (appOrigins === "*") return openHeaders;
      if (origin === undefined || !isAllowed(origin)) return { vary: "Origin" };
      return {
        ...exposed,
        vary: "Origin",
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
      };
    },
  };
}

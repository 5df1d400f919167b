/** Decides which browser pages may do what. */
export interface OriginPolicy {
  /** May this origin read answers at all? */
  readonly mayRead: (origin: string) => boolean;
  /** May this origin use the session cookie? Never true for `*` alone. */
  readonly mayUseCookie: (origin: string) => boolean;
  /** True when only listed origins may call. */
  readonly isClosed: boolean;
  /** Headers that a listed page may send; without a list any. */
  readonly requestHeaders: readonly string[];
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
  "access-control-expose-headers": [
    ...["etag", "location", "www-authenticate", "retry-after", "x-request-id", "idempotency-replayed"],
    ...["ratelimit", "ratelimit-policy", "deprecation", "sunset", "server-timing"],
  ].join(","),
};

/** What our surfaces read, tRPC's clients say, and tracers of browsers add: W3C's, OpenTelemetry's, Sentry's, Datadog's and B3. */
const usualRequestHeaders = [
  ...["authorization", "content-type", "accept", "accept-language", "idempotency-key", "if-none-match", "if-match"],
  ...["prefer", "cache-control", "pragma", "last-event-id", "x-request-id", "x-correlation-id", "x-requested-with"],
  ...["trpc-accept", "x-trpc-source", "traceparent", "tracestate", "baggage", "sentry-trace"],
  ...["b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid", "x-b3-sampled", "x-b3-flags"],
  ...["x-datadog-trace-id", "x-datadog-parent-id", "x-datadog-origin", "x-datadog-sampling-priority", "x-datadog-tags"],
];
const openHeaders = { ...exposed, "access-control-allow-origin": "*" };

/**
 * The policy for the service's own address and the origins of its apps. Origins are compared whole.
 * @param appHeaders what pages of the apps send beside the usual.
 */
export function createOriginPolicy(
  publicUrl: URL,
  appOrigins: readonly string[] | "*",
  appHeaders: readonly string[] = [],
): OriginPolicy {
  const allowed = new Set([...ownOrigins(publicUrl), ...(appOrigins === "*" ? [] : appOrigins)]);
  const isAllowed = (origin: string) => allowed.has(origin);
  return {
    mayUseCookie: isAllowed,
    mayRead: appOrigins === "*" ? () => true : isAllowed,
    isClosed: appOrigins !== "*",
    requestHeaders: [...usualRequestHeaders, ...appHeaders],
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

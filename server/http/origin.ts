import { isLoopback, loopbackHosts } from "../network/loopback.ts";

/** The CORS and CSRF policy by origin. */
export interface OriginPolicy {
  /** Whether pages of this origin may read responses. */
  readonly mayRead: (origin: string) => boolean;
  /** Whether pages of this origin may use the session cookie; never true through `*` alone. */
  readonly mayUseCookie: (origin: string) => boolean;
  /** True when only listed origins may call. */
  readonly isClosed: boolean;
  /** Request headers that a page of a listed origin may send; with `*` any header. */
  readonly requestHeaders: readonly string[];
  /** The CORS response headers for an origin. */
  readonly headersFor: (origin: string | undefined) => Readonly<Record<string, string>>;
}

/** The public origin and, when it is localhost, its aliases. */
function ownOrigins(publicUrl: URL): string[] {
  if (!isLoopback(publicUrl)) return [publicUrl.origin];
  const port = publicUrl.port === "" ? "" : `:${publicUrl.port}`;
  return loopbackHosts.map((host) => `${publicUrl.protocol}//${host}${port}`);
}

/** CORS headers that expose response headers to scripts. */
const exposed = {
  "access-control-expose-headers": [
    ...["etag", "location", "www-authenticate", "retry-after", "x-request-id", "idempotency-replayed"],
    ...["ratelimit", "ratelimit-policy", "deprecation", "sunset", "server-timing"],
  ].join(","),
};

/**
 * Headers that our surfaces read, that tRPC clients send, and that browser tracers add: W3C's, OpenTelemetry's,
 * Sentry's, Datadog's and B3.
 */
const usualRequestHeaders = [
  ...["authorization", "content-type", "accept", "accept-language", "idempotency-key", "if-none-match", "if-match"],
  ...["prefer", "cache-control", "pragma", "last-event-id", "x-request-id", "x-correlation-id", "x-requested-with"],
  ...["trpc-accept", "x-trpc-source", "traceparent", "tracestate", "baggage", "sentry-trace"],
  ...["b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid", "x-b3-sampled", "x-b3-flags"],
  ...["x-datadog-trace-id", "x-datadog-parent-id", "x-datadog-origin", "x-datadog-sampling-priority", "x-datadog-tags"],
];
const openHeaders = { ...exposed, "access-control-allow-origin": "*" };

/**
 * Creates the policy from the service's own origin and those of its apps. Origins match exactly.
 * @param appHeaders extra request headers that pages of the apps send.
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

/** Whether another site's page made the request: links may be followed from anywhere, scripts may not read. */
export function isFromOtherSite({ headers, url }: Pick<Request, "headers" | "url">): boolean {
  const origin = headers.get("origin");
  if (origin !== null && origin !== new URL(url).origin) return true;
  const site = headers.get("sec-fetch-site") ?? "";
  return ["cross-site", "same-site"].includes(site) && headers.get("sec-fetch-mode") !== "navigate";
}

interface Kept {
  readonly vary: readonly (readonly [name: string, value: string | null])[];
  readonly response: Response;
  readonly storedAtMs: number;
}

/** A shared cache that stores as much as RFC 9111 allows. */
export interface SharedCache {
  readonly fetch: (url: string, init?: { readonly headers?: Readonly<Record<string, string>> }) => Promise<Response>;
  /** Responses served from the cache, revalidated or not. */
  readonly served: () => number;
}

const directivesOf = (response: Response) =>
  new Map(
    (response.headers.get("cache-control") ?? "").split(",").map((directive) => {
      const [name = "", value = ""] = directive.trim().toLowerCase().split("=");
      return [name, value] as const;
    }),
  );

/**
 * RFC 9111 §3 and §3.5: the response to a request with `Authorization` is shared only when it allows that explicitly.
 */
function mayStore(request: Headers, response: Response): boolean {
  const directives = directivesOf(response);
  if (response.status !== 200 || directives.has("no-store") || directives.has("private")) return false;
  if (response.headers.get("vary")?.includes("*")) return false;
  return (
    !request.has("authorization") || ["public", "s-maxage", "must-revalidate"].some((name) => directives.has(name))
  );
}

/** RFC 9111 §4.2: freshness lifetime. */
function isFresh({ response, storedAtMs }: Kept): boolean {
  const directives = directivesOf(response);
  if (directives.has("no-cache")) return false;
  const seconds = Number(directives.get("s-maxage") ?? directives.get("max-age") ?? 0);
  return Date.now() - storedAtMs < seconds * 1000;
}

/** Puts a shared cache in front of a server. */
export function createSharedCache(origin: (url: string, init: { headers: Headers }) => Promise<Response>): SharedCache {
  const entries = new Map<string, Kept[]>();
  let served = 0;
  const serve = ({ response }: Kept) => {
    served += 1;
    return response.clone();
  };
  return {
    served: () => served,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      // RFC 9111 §4.1: the headers named by `Vary` must match those of the stored request.
      const kept = entries.get(url)?.findLast(({ vary }) => vary.every(([name, value]) => headers.get(name) === value));
      if (kept !== undefined && isFresh(kept)) return serve(kept);
      const asked = new Headers(headers);
      const etag = kept?.response.headers.get("etag");
      if (etag) asked.set("if-none-match", etag);
      const response = await origin(url, { headers: asked });
      if (response.status === 304 && kept !== undefined) return serve(kept);
      if (!mayStore(headers, response)) return response;
      const names = (response.headers.get("vary") ?? "").split(",").map((name) => name.trim());
      const vary = names.filter((name) => name !== "").map((name) => [name, headers.get(name)] as const);
      entries.set(url, [...(entries.get(url) ?? []), { vary, response: response.clone(), storedAtMs: Date.now() }]);
      return response;
    },
  };
}

/** Tokens of an app: the output of `sessions.openApp`, `sessions.refresh` or the token endpoint. */
export interface AppTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

/** Persistent storage of an app's session: one text, preferably in the device's secure storage. */
export interface SessionStore {
  /** Reads the stored text; null if there is none. */
  readonly read: () => string | null | Promise<string | null>;
  /** Stores the text; null deletes it. */
  readonly write: (text: string | null) => void | Promise<void>;
  /** Mutual exclusion for refreshes among all users of the store; default: Web Locks, where the browser has them. */
  readonly lock?: Lock;
}

/** An app's session on this device. Pass it to one client or several: all of them share its tokens and refreshes. */
export interface AppSession {
  /** Stores the tokens of a sign-in. @throws errors of the store. */
  readonly keep: (tokens: AppTokens) => Promise<void>;
  /** Deletes the tokens; call `sessions.logout` first to end the session at the service. @throws errors of the store. */
  readonly forget: () => Promise<void>;
  /** Whether this device has stored tokens. @throws errors of the store. */
  readonly isKept: () => Promise<boolean>;
  /** For the client: the access token, refreshed shortly before it expires; null without a session. */
  readonly accessToken: (refresh: Refresh) => Promise<string | null>;
  /** For the client: a token newer than the rejected one; null if the user must sign in again. */
  readonly renew: (rejectedToken: string, refresh: Refresh) => Promise<string | null>;
}

/** Refreshes tokens. @returns null when the service rejects the refresh token. @throws when the service cannot be reached. */
export type Refresh = (refreshToken: string) => Promise<AppTokens | null>;

/** Runs work under mutual exclusion. @throws errors of the work. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

/** The tokens as they are stored, in JSON. */
interface Stored {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly endsAtMs: number;
}

/** Tokens that expire within this time are refreshed first, so that a slow request does not outlive them. */
const refreshMarginMs = 30_000;

/** Parses the stored text; null if it is missing or invalid. */
function parseStored(text: string | null): Stored | null {
  if (text === null) return null;
  try {
    const { accessToken, refreshToken, endsAtMs } = JSON.parse(text);
    const isKept = [accessToken, refreshToken].every((token) => typeof token === "string");
    return isKept && typeof endsAtMs === "number" ? { accessToken, refreshToken, endsAtMs } : null;
  } catch {
    return null;
  }
}

/** Lock timeout. After it the refresh runs without the lock, which is safe: the service returns the same tokens to both. */
const maxLockWaitMs = 20_000;

/** Mutual exclusion among the windows of a browser; none where Web Locks are missing. */
const webLock: Lock = async (work) => {
  const locks = Reflect.get(globalThis, "navigator")?.locks;
  if (locks === undefined) return work();
  let started = false;
  const startWork = () => {
    started = true;
    return work();
  };
  try {
    return await locks.request("dovetail.session", { signal: AbortSignal.timeout(maxLockWaitMs) }, startWork);
  } catch (error) {
    if (started) throw error;
    return work();
  }
};

/** The stored tokens, with a copy in memory. */
class TokenCache {
  /** `undefined` before the first read; null without a session. */
  cached: Stored | null | undefined;
  readonly #store: SessionStore;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  async read() {
    return parseStored(await this.#store.read());
  }

  async load() {
    this.cached ??= await this.read();
    return this.cached;
  }

  async keep({ accessToken, refreshToken, expiresInSeconds }: AppTokens) {
    this.cached = { accessToken, refreshToken, endsAtMs: Date.now() + expiresInSeconds * 1000 };
    await this.#store.write(JSON.stringify(this.cached));
  }

  async forget() {
    this.cached = null;
    await this.#store.write(null);
  }
}

/**
 * Creates an app's session over a store. Refresh tokens are valid for one use, so refreshes are single-flight, across
 * windows too, and new tokens are stored before they are used.
 *
 * @example
 * const session = createAppSession({
 *   read: () => SecureStore.getItemAsync("session"),
 *   write: (text) => (text === null ? SecureStore.deleteItemAsync("session") : SecureStore.setItemAsync("session", text)),
 * });
 * const client = createClient({ url, session, onSignInNeeded: () => router.replace("/sign-in") });
 */
export function createAppSession(store: SessionStore): AppSession {
  const { lock = webLock } = store;
  const tokens = new TokenCache(store);
  let refreshing: Promise<string | null> | undefined;

  /** Refreshes the tokens, unless the store has newer ones: another window may have refreshed already. */
  const refreshUnlessReplaced = async (rejectedToken: string, refresh: Refresh) => {
    const current = await tokens.read();
    tokens.cached = current;
    if (current === null || current.accessToken !== rejectedToken) return current?.accessToken ?? null;
    const renewed = await refresh(current.refreshToken);
    const latest = await tokens.read();
    // A sign-out or sign-in during the refresh takes precedence.
    if (tokens.cached !== current) return tokens.cached?.accessToken ?? null;
    // A late response in a window that did not get the lock must not replace newer tokens.
    if (latest?.refreshToken !== current.refreshToken) tokens.cached = latest;
    else await (renewed === null ? tokens.forget() : tokens.keep(renewed));
    return tokens.cached?.accessToken ?? null;
  };

  const renew: AppSession["renew"] = async (rejectedToken, refresh) => {
    const current = await tokens.load();
    if (current !== null && current.accessToken !== rejectedToken) return current.accessToken;
    refreshing ??= lock(() => refreshUnlessReplaced(rejectedToken, refresh)).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  return {
    keep: (given) => tokens.keep(given),
    forget: () => tokens.forget(),
    isKept: async () => (await tokens.load()) !== null,
    renew,
    accessToken: async (refresh) => {
      const current = await tokens.load();
      if (current === null) return null;
      return Date.now() < current.endsAtMs - refreshMarginMs
        ? current.accessToken
        : renew(current.accessToken, refresh);
    },
  };
}

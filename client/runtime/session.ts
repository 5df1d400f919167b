/** What a service hands to an app: the answer of `sessions.openApp`, `sessions.refresh`, or of its token endpoint. */
export interface AppTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

/** Where an app keeps its session between starts: one text, best in the device's secure storage. */
export interface SessionStore {
  /** What was written last; null when there is nothing. */
  readonly read: () => string | null | Promise<string | null>;
  /** Keeps the text; null forgets it. */
  readonly write: (text: string | null) => void | Promise<void>;
  /** Runs one refresh at a time among all who share the store; the Web Locks of a browser where it is left out. */
  readonly lock?: Lock;
}

/** An app's session on this device. Pass it to one client or several: all of them share its tokens and refreshes. */
export interface AppSession {
  /** Keeps the tokens of a sign-in. @throws what the store throws. */
  readonly keep: (tokens: AppTokens) => Promise<void>;
  /** Forgets the tokens; call `sessions.logout` before, so that the service forgets them too. @throws as above. */
  readonly forget: () => Promise<void>;
  /** Whether somebody is signed in here, as far as this device knows. @throws as above. */
  readonly isKept: () => Promise<boolean>;
  /** For the client: the token to call with, refreshed when it is about to end; null without a session. */
  readonly accessToken: (refresh: Refresh) => Promise<string | null>;
  /** For the client: a token newer than the one that was refused; null when the person must sign in again. */
  readonly renew: (refused: string, refresh: Refresh) => Promise<string | null>;
}

/** Takes new tokens for a refresh token. @returns null when the service refuses it. @throws when it cannot be asked. */
export type Refresh = (refreshToken: string) => Promise<AppTokens | null>;

/** Runs work while no one else who has the same lock does. @throws what the work throws. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

interface Kept {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly endsAtMs: number;
}

/** A token that ends sooner than a slow request takes is refreshed before it is sent. */
const marginMs = 30_000;

/** What the store holds; a text that is not ours counts as none. */
function readKept(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const { accessToken, refreshToken, endsAtMs } = JSON.parse(text);
    const isKept = [accessToken, refreshToken].every((token) => typeof token === "string");
    return isKept && typeof endsAtMs === "number" ? { accessToken, refreshToken, endsAtMs } : null;
  } catch {
    return null;
  }
}

/** A window that holds the lock for longer is not waited for: the service gives both the same tokens. */
const maxLockWaitMs = 20_000;

/** Among the windows of a browser; at once where there are no Web Locks. */
const byWebLocks: Lock = async (work) => {
  const locks = Reflect.get(globalThis, "navigator")?.locks;
  if (locks === undefined) return work();
  let started = false;
  const begin = () => {
    started = true;
    return work();
  };
  try {
    return await locks.request("dovetail.session", { signal: AbortSignal.timeout(maxLockWaitMs) }, begin);
  } catch (error) {
    if (started) throw error;
    return work();
  }
};

/**
 * Makes an app's session over a store. Refresh tokens are good once, so however many calls wait, in one window or several,
 * one refresh is made, and its tokens are written before they are used.
 *
 * @example
 * const session = createAppSession({
 *   read: () => SecureStore.getItemAsync("session"),
 *   write: (text) => (text === null ? SecureStore.deleteItemAsync("session") : SecureStore.setItemAsync("session", text)),
 * });
 * const client = createClient({ url, session, onSignInNeeded: () => router.replace("/sign-in") });
 */
export function createAppSession(store: SessionStore): AppSession {
  const { lock = byWebLocks } = store;
  let kept: Kept | null | undefined;
  let refreshing: Promise<string | null> | undefined;

  const load = async () => {
    kept ??= readKept(await store.read());
    return kept;
  };
  const keep = async ({ accessToken, refreshToken, expiresInSeconds }: AppTokens) => {
    kept = { accessToken, refreshToken, endsAtMs: Date.now() + expiresInSeconds * 1000 };
    await store.write(JSON.stringify(kept));
  };
  const forget = async () => {
    kept = null;
    await store.write(null);
  };

  /** Another window that shares the store may have been first. */
  const exchange = async (refused: string, refresh: Refresh) => {
    const current = readKept(await store.read());
    kept = current;
    if (current === null || current.accessToken !== refused) return current?.accessToken ?? null;
    const tokens = await refresh(current.refreshToken);
    const latest = readKept(await store.read());
    // Signed out, or in anew, meanwhile: that counts.
    if (kept !== current) return kept?.accessToken ?? null;
    // An answer that comes late, to a window that was not held up by the lock, must not replace what lives.
    if (latest?.refreshToken !== current.refreshToken) kept = latest;
    else await (tokens === null ? forget() : keep(tokens));
    return kept?.accessToken ?? null;
  };

  const renew: AppSession["renew"] = async (refused, refresh) => {
    const current = await load();
    if (current !== null && current.accessToken !== refused) return current.accessToken;
    refreshing ??= lock(() => exchange(refused, refresh)).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  return {
    keep,
    forget,
    isKept: async () => (await load()) !== null,
    renew,
    accessToken: async (refresh) => {
      const current = await load();
      if (current === null) return null;
      return Date.now() < current.endsAtMs - marginMs ? current.accessToken : renew(current.accessToken, refresh);
    },
  };
}

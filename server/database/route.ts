import type { DatabaseAddress } from "./address.ts";
import type { FoundRoute } from "./pool.ts";

/** How the last connections were asked for. */
export interface RouteSnapshot {
  readonly sendsOptions: boolean;
  readonly isEncrypted: boolean;
}

/** What a pool has learned about the way to its server. It may change at any time, by a failover for example. */
export interface Route {
  readonly sendsOptions: () => boolean;
  readonly isEncrypted: () => boolean;
  readonly snapshot: () => RouteSnapshot;
  /** Draws from a refused connection how the next is to be asked for. @returns whether another try makes sense. */
  readonly learn: (error: unknown, before: RouteSnapshot) => boolean;
  readonly found: (route: FoundRoute) => void;
  readonly isDirect: () => boolean;
  readonly trustsNames: () => boolean;
  /** From now on no statement is named, and every connection counts as a pooler's. */
  readonly distrustNames: () => void;
  /** Connections that are open now are to be replaced. */
  readonly retire: () => void;
  readonly isRetired: (openedAtMs: number) => boolean;
}

const textOf = (error: unknown, key: string): string => {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === "string" ? value : "";
};

/** SQLSTATEs by which poolers refuse a startup parameter; no server does so for those that are sent. */
const refusals = new Set(["08P01", "0A000", "22023", "42601", "42602", "42704"]);

const isParameterRefused = (error: unknown) =>
  refusals.has(textOf(error, "code")) || /parameter|command-line option/i.test(textOf(error, "message"));
const isTlsRefused = (error: unknown) => /does not support SSL/.test(textOf(error, "message"));
/** `invalid_authorization_specification`, as a server's pg_hba.conf says it. */
const isPlainRefused = (error: unknown) => textOf(error, "code") === "28000";

/** Follows what is learned about an address. */
export function createRoute(
  { tls }: DatabaseAddress,
  isKnownPooler: boolean,
  onFound: (route: FoundRoute) => void = () => {},
): Route {
  let sendsOptions = !isKnownPooler;
  let isEncrypted = tls === "on" || tls === "prefer";
  let trustsNames = true;
  let last: FoundRoute | undefined;
  let retiredAtMs = Number.NEGATIVE_INFINITY;

  return {
    sendsOptions: () => sendsOptions,
    isEncrypted: () => isEncrypted,
    snapshot: () => ({ sendsOptions, isEncrypted }),
    learn: (error, before) => {
      if (before.sendsOptions && isParameterRefused(error)) {
        sendsOptions = false;
        return true;
      }
      if (tls === "prefer" && before.isEncrypted && isTlsRefused(error)) {
        isEncrypted = false;
        return true;
      }
      if (tls === "allow" && !before.isEncrypted && isPlainRefused(error)) {
        isEncrypted = true;
        return true;
      }
      return false;
    },
    found: (route) => {
      if (route === last) return;
      last = route;
      onFound(route);
    },
    // Until the first connection is open nothing is known, and few connections are enough.
    isDirect: () => !isKnownPooler && last !== "pooler",
    trustsNames: () => trustsNames,
    distrustNames: () => {
      trustsNames = false;
      sendsOptions = false;
    },
    retire: () => {
      retiredAtMs = performance.now();
    },
    isRetired: (openedAtMs) => openedAtMs < retiredAtMs,
  };
}

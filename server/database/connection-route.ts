import type { DatabaseAddress } from "./database-address.ts";
import type { FoundRoute } from "./pool.ts";

/** Connection settings of a route. */
export interface RouteSettings {
  readonly sendsOptions: boolean;
  readonly isEncrypted: boolean;
}

/** Detected properties of the route to a server. They may change at any time, by a failover for example. */
export interface Route {
  readonly sendsOptions: () => boolean;
  readonly isEncrypted: () => boolean;
  readonly settings: () => RouteSettings;
  /** Adapts the settings after a refused connection. @returns whether to retry. */
  readonly learn: (error: unknown, before: RouteSettings) => boolean;
  readonly found: (route: FoundRoute) => void;
  readonly isDirect: () => boolean;
  readonly trustsNames: () => boolean;
  /** Disables prepared statements, and treats every new connection as a pooler's. */
  readonly distrustNames: () => void;
  /** Marks all open connections for replacement. */
  readonly retire: () => void;
  readonly hasRetired: () => boolean;
  readonly isRetired: (openedAtMs: number) => boolean;
}

const textOf = (error: unknown, key: string): string => {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === "string" ? value : "";
};

/** SQLSTATEs by which poolers refuse startup parameters; servers accept those that are sent. */
const refusals = new Set(["08P01", "0A000", "22023", "42601", "42602", "42704"]);

const isParameterRefused = (error: unknown) =>
  refusals.has(textOf(error, "code")) || /parameter|command-line option/i.test(textOf(error, "message"));
const isTlsRefused = (error: unknown) => /does not support SSL/.test(textOf(error, "message"));
/** `invalid_authorization_specification`, as caused by the server's pg_hba.conf. */
const isPlainRefused = (error: unknown) => textOf(error, "code") === "28000";

/** Creates the route of an address. */
export function createRoute(
  { tls }: DatabaseAddress,
  isKnownPooler: boolean,
  onFound: (route: FoundRoute) => void = () => {},
): Route {
  // Immutable, so that a failed connection is attributed to the settings it used.
  let settings: RouteSettings = { sendsOptions: !isKnownPooler, isEncrypted: tls === "on" || tls === "prefer" };
  let trustsNames = true;
  let last: FoundRoute | undefined;
  let retiredAtMs = Number.NEGATIVE_INFINITY;

  return {
    sendsOptions: () => settings.sendsOptions,
    isEncrypted: () => settings.isEncrypted,
    settings: () => settings,
    learn: (error, before) => {
      if (before.sendsOptions && isParameterRefused(error)) {
        settings = { ...settings, sendsOptions: false };
        return true;
      }
      if (tls === "prefer" && before.isEncrypted && isTlsRefused(error)) {
        settings = { ...settings, isEncrypted: false };
        return true;
      }
      if (tls === "allow" && !before.isEncrypted && isPlainRefused(error)) {
        settings = { ...settings, isEncrypted: true };
        return true;
      }
      return false;
    },
    found: (route) => {
      if (route === last) return;
      last = route;
      onFound(route);
    },
    // Before the first connection the route is unknown; assume direct, which needs few connections.
    isDirect: () => !isKnownPooler && last !== "pooler",
    trustsNames: () => trustsNames,
    distrustNames: () => {
      trustsNames = false;
      settings = { ...settings, sendsOptions: false };
    },
    retire: () => {
      retiredAtMs = performance.now();
    },
    hasRetired: () => retiredAtMs !== Number.NEGATIVE_INFINITY,
    isRetired: (openedAtMs) => openedAtMs < retiredAtMs,
  };
}

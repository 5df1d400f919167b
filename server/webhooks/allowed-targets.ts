import { isIP } from "node:net";
import type { AddressPolicy } from "./address-policy.ts";

/** The reason why webhooks may not be sent to a URL. */
export type TargetRefusal =
  | "url_invalid"
  | "not_https"
  | "has_credentials"
  | "has_fragment"
  | "unresolvable"
  | "address_refused";

/** Webhooks may not be sent to a URL. */
export class TargetRefused extends Error {
  override readonly name = "TargetRefused";
  readonly reason: TargetRefusal;

  constructor(reason: TargetRefusal) {
    super(`webhooks may not be sent to this URL: ${reason}`);
    this.reason = reason;
  }
}

/** Resolves a host name to its addresses; rejects when there are none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Decides to which URLs webhooks may be sent. */
export interface AllowedTargets {
  /**
   * Checks a URL and resolves its host. All addresses must be permitted; the connection goes to one of them.
   * @throws {TargetRefused} naming the reason.
   */
  readonly addressesOf: (url: URL) => Promise<readonly string[]>;
  /** Checks a URL when it is registered. @returns the reason, or `null`. */
  readonly check: (text: string) => Promise<TargetRefusal | null>;
}

const maxAddresses = 4;

/** True for a name that may resolve to this machine or its network; checked where the platform resolves names. */
const isLocalName = (host: string) =>
  !host.includes(".") || /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa|test|invalid)$/.test(host);

/** The host of a URL without the brackets of IPv6 and without a trailing full stop. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

function refusalOf({ protocol, username, password, hash }: URL, { hasAllowed }: AddressPolicy): TargetRefusal | null {
  if (protocol !== "https:" && !(protocol === "http:" && hasAllowed)) return "not_https";
  if (username !== "" || password !== "") return "has_credentials";
  return hash === "" ? null : "has_fragment";
}

/**
 * Creates the check of targets.
 * @param resolve absent where the platform resolves names and connects by itself (Workers): names are checked by their text.
 */
export function createAllowedTargets(policy: AddressPolicy, resolve?: Resolve): AllowedTargets {
  const resolveHost = async (host: string): Promise<readonly string[]> => {
    if (isIP(host) !== 0) return [host];
    if (resolve === undefined && isLocalName(host)) throw new TargetRefused("address_refused");
    const found = await (resolve?.(host) ?? []);
    if (resolve !== undefined && found.length === 0) throw new TargetRefused("unresolvable");
    return found;
  };
  const addressesOf = async (url: URL) => {
    const refusal = refusalOf(url, policy);
    if (refusal !== null) throw new TargetRefused(refusal);
    const addresses = await resolveHost(hostOf(url)).catch((error: unknown) => {
      throw error instanceof TargetRefused ? error : new TargetRefused("unresolvable");
    });
    if (!addresses.every(policy.permits)) throw new TargetRefused("address_refused");
    // Plain HTTP is permitted only in the networks that the operator allows.
    if (url.protocol === "http:" && !(addresses.length > 0 && addresses.every(policy.isAllowed)))
      throw new TargetRefused("not_https");
    return addresses.slice(0, maxAddresses);
  };
  return {
    addressesOf,
    check: async (text) => {
      if (!URL.canParse(text)) return "url_invalid";
      try {
        await addressesOf(new URL(text));
        return null;
      } catch (error) {
        if (error instanceof TargetRefused) return error.reason;
        throw error;
      }
    },
  };
}

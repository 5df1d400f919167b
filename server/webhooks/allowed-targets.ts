import { isIP } from "node:net";
import type { AddressPolicy } from "./address-policy.ts";

/** Why webhooks may not be sent to a URL. */
export type TargetRefusal =
  | "url_invalid"
  | "not_https"
  | "has_credentials"
  | "has_fragment"
  | "unresolvable"
  | "address_refused";

/** Nothing may be sent to a URL. */
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

/** The policy of allowed webhook targets. */
export interface Targets {
  /**
   * Checks a URL and resolves its host. All addresses must be permitted; the connection goes to one of them.
   * @throws {TargetRefused} naming the reason.
   */
  readonly addressesOf: (url: URL) => Promise<readonly string[]>;
  /** Checks a URL when it is registered. @returns the reason, or `null`. */
  readonly check: (text: string) => Promise<TargetRefusal | null>;
}

const maxAddresses = 4;

/** Names that resolve to this machine or its network, where the runtime resolves none itself. */
const isLocalName = (host: string) =>
  !host.includes(".") || /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa|test|invalid)$/.test(host);

/** The host without brackets and without the root's full stop. */
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
export function createTargets(policy: AddressPolicy, resolve?: Resolve): Targets {
  const resolved = async (host: string): Promise<readonly string[]> => {
    if (isIP(host) !== 0) return [host];
    if (resolve === undefined && isLocalName(host)) throw new TargetRefused("address_refused");
    const found = await (resolve?.(host) ?? []);
    if (resolve !== undefined && found.length === 0) throw new TargetRefused("unresolvable");
    return found;
  };
  const addressesOf = async (url: URL) => {
    const refusal = refusalOf(url, policy);
    if (refusal !== null) throw new TargetRefused(refusal);
    const addresses = await resolved(hostOf(url)).catch((error: unknown) => {
      throw error instanceof TargetRefused ? error : new TargetRefused("unresolvable");
    });
    if (!addresses.every(policy.permits)) throw new TargetRefused("address_refused");
    // Without encryption only within the networks that the operator allows.
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

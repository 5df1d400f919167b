import { BlockList, isIP } from "node:net";

/** A range of addresses, such as `10.0.0.0/8`. */
export interface AddressRange {
  readonly address: string;
  readonly prefix: number;
  readonly family: "ipv4" | "ipv6";
}

/** IPv4 ranges that are not public: the registry of special-purpose addresses, and Azure's platform address. */
const specialV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/**
 * Global unicast addresses of IPv6. All others are refused: loopback, unique local, link-local, multicast, and those that
 * hold an IPv4 address (mapped, NAT64).
 */
const globalV6 = "2000::/3";

/** Ranges of {@link globalV6} that are not public: protocols (Teredo among them), documentation, 6to4, AS112. */
const specialV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

/** Parses `address/prefix`, or an address alone. @returns `null` for other text. */
export function readAddressRange(text: string): AddressRange | null {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  const max = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? max : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (family === 0 || more.length > 0 || prefix < 0 || prefix > max) return null;
  return { address, prefix, family: family === 4 ? "ipv4" : "ipv6" };
}

function listOf(ranges: readonly (AddressRange | null)[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) if (range !== null) list.addSubnet(range.address, range.prefix, range.family);
  return list;
}

const buildLists = (allowed: readonly AddressRange[]) => ({
  special4: listOf(specialV4.map(readAddressRange)),
  global6: listOf([readAddressRange(globalV6)]),
  special6: listOf(specialV6.map(readAddressRange)),
  // Separate lists, since workerd throws when an IPv6 address that holds an IPv4 one is compared with IPv4 ranges.
  allowed4: listOf(allowed.filter(({ family }) => family === "ipv4")),
  allowed6: listOf(allowed.filter(({ family }) => family === "ipv6")),
});

/** Which addresses webhooks may be sent to. */
export interface AddressPolicy {
  /** True for a public address, and for one in an allowed range. */
  readonly permits: (address: string) => boolean;
  /** True for an address in an allowed range, where plain HTTP is permitted as well. */
  readonly isAllowed: (address: string) => boolean;
  /** True when any range is allowed. */
  readonly hasAllowed: boolean;
}

/**
 * Creates the policy of a service.
 * @param allowed ranges in addition to the public ones, such as a self-hosted service's internal network.
 */
export function createAddressPolicy(allowed: readonly AddressRange[]): AddressPolicy {
  let built: ReturnType<typeof buildLists> | undefined;
  // Built on first use: on Workers a policy is created for each request, and few requests use it.
  const lists = () => {
    built ??= buildLists(allowed);
    return built;
  };
  const isPublic = (address: string) => {
    const { special4, global6, special6 } = lists();
    const family = isIP(address);
    if (family === 4) return !special4.check(address, "ipv4");
    return family === 6 && global6.check(address, "ipv6") && !special6.check(address, "ipv6");
  };
  const isAllowed = (address: string) => {
    const { allowed4, allowed6 } = lists();
    const family = isIP(address);
    return family === 4 ? allowed4.check(address, "ipv4") : family === 6 && allowed6.check(address, "ipv6");
  };
  return {
    permits: (address) => isPublic(address) || isAllowed(address),
    isAllowed,
    hasAllowed: allowed.length > 0,
  };
}

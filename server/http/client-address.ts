const unknownAddress = "unknown";
const ipv4Pattern = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** The address of an entry in `X-Forwarded-For`, of which some proxies write the port as well. */
const withoutPort = (text: string) =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

/** The eight groups of an IPv6 address, or `undefined` for anything else. */
function groupsOf(text: string): readonly number[] | undefined {
  const [address = ""] = text.split("%", 1);
  if (!address.includes(":") || !URL.canParse(`http://[${address}]`)) return undefined;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const numbers = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [first, last] = [numbers(head), numbers(tail ?? "")];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

/**
 * What of an IP address stands for one caller: all of IPv4, and of IPv6 the /64 that a household or a machine has to
 * itself. IPv4 written as IPv6 is IPv4.
 * @returns `undefined` for what is no address.
 */
export function callerOf(text: string): string | undefined {
  const plain = withoutPort(text.trim());
  if (ipv4Pattern.test(plain)) return plain;
  const groups = groupsOf(plain);
  if (groups === undefined) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/**
 * Who is calling, by network address.
 * @param peer the other end of the connection, as the runtime knows it.
 * @param forwarded `X-Forwarded-For`, which only trusted proxies are believed: with `n` of them, the last but `n - 1`.
 */
export function callerAddress(peer: string | null, forwarded: string | undefined, trustedProxies: number): string {
  const told = trustedProxies > 0 ? forwarded?.split(",").at(-trustedProxies) : undefined;
  return callerOf(told ?? "") ?? callerOf(peer ?? "") ?? unknownAddress;
}

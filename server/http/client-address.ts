const unknownAddress = "unknown";
const ipv4Pattern = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** The address of an `X-Forwarded-For` entry; some proxies append the port. */
const withoutPort = (text: string) =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

/** The eight groups of an IPv6 address; `undefined` for any other text. */
function groupsOf(text: string): readonly number[] | undefined {
  const [address = ""] = text.split("%", 1);
  if (!address.includes(":") || !URL.canParse(`http://[${address}]`)) return undefined;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const numbers = (part: string) => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const [first, last] = [numbers(head), numbers(tail ?? "")];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

/**
 * Normalizes an IP address to the part that identifies one caller: a whole IPv4 address, or the /64 of an IPv6 address,
 * which usually belongs to one household or machine. IPv4-mapped IPv6 counts as IPv4.
 * @returns `undefined` for a text that is not an address.
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
 * The network address that identifies the caller.
 * @param peer the remote address of the connection, as the runtime reports it.
 * @param forwarded `X-Forwarded-For`. With `n` trusted proxies, the `n`-th entry from the right counts; with none, the
 * header is ignored.
 */
export function callerAddress(peer: string | null, forwarded: string | undefined, trustedProxies: number): string {
  const forwardedAddress = trustedProxies > 0 ? forwarded?.split(",").at(-trustedProxies) : undefined;
  return callerOf(forwardedAddress ?? "") ?? callerOf(peer ?? "") ?? unknownAddress;
}

import { expect, test } from "vitest";
import { createAddressPolicy, readAddressRange } from "./address-policy.ts";
import { createAllowedTargets } from "./allowed-targets.ts";

const names: Readonly<Record<string, readonly string[]>> = {
  "public.example": ["93.184.215.14", "2606:4700:4700::1111"],
  "mixed.example": ["93.184.215.14", "10.0.0.1"],
  "internal.example": ["10.0.0.1"],
  localhost: ["127.0.0.1"],
};
const resolve = async (host: string) => names[host] ?? [];
const targets = createAllowedTargets(createAddressPolicy([]), resolve);

test.each([
  // Known attacks (server-side request forgery). Plain HTTP and other schemes are refused before the address is examined.
  ["http://127.0.0.1/", "not_https"],
  ["http://169.254.169.254/latest/meta-data/", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["gopher://127.0.0.1:6379/_x", "not_https"],
  ["https://127.0.0.1/", "address_refused"],
  ["https://localhost/", "address_refused"],
  ["https://localhost./", "address_refused"],
  ["https://10.0.0.1/", "address_refused"],
  ["https://172.16.0.1/", "address_refused"],
  ["https://192.168.1.1/", "address_refused"],
  ["https://169.254.169.254/latest/meta-data/", "address_refused"],
  ["https://[::1]/", "address_refused"],
  ["https://0.0.0.0/", "address_refused"],
  ["https://2130706433/", "address_refused"],
  ["https://0x7f.1/", "address_refused"],
  ["https://0177.0.0.1/", "address_refused"],
  ["https://127.1/", "address_refused"],
  ["https://①②⑦.0.0.1/", "address_refused"],
  ["https://[::ffff:127.0.0.1]/", "address_refused"],
  ["https://[64:ff9b::7f00:1]/", "address_refused"],
  ["https://internal.example/", "address_refused"],
  ["https://mixed.example/", "address_refused"],
  ["https://unknown.example/", "unresolvable"],
  ["https://user:password@public.example/", "has_credentials"],
  ["https://public.example/#fragment", "has_fragment"],
  ["nonsense", "url_invalid"],
])("check: %s is refused: %s", async (url, refusal) => {
  expect(await targets.check(url)).toBe(refusal);
});

test("check: a host whose addresses are all public is a target", async () => {
  expect(await targets.check("https://public.example:8443/hooks?key=1")).toBeNull();
  expect(await targets.addressesOf(new URL("https://public.example"))).toEqual(names["public.example"]);
});

test("check: plain HTTP is allowed only for addresses in an allowed range", async () => {
  const range = readAddressRange("10.0.0.0/8");
  const inside = createAllowedTargets(createAddressPolicy(range === null ? [] : [range]), resolve);
  expect(await inside.check("http://internal.example/")).toBeNull();
  expect(await inside.check("http://public.example/")).toBe("not_https");
  expect(await inside.check("http://localhost/")).toBe("address_refused");
});

test("check: where the platform resolves names, IP addresses and local names are refused by their text", async () => {
  const { check } = createAllowedTargets(createAddressPolicy([]));
  expect(await check("https://public.example/")).toBeNull();
  for (const host of ["localhost", "a.localhost", "printer.local", "metadata.google.internal", "intranet", "10.0.0.1"])
    expect(await check(`https://${host}/`)).toBe("address_refused");
});

import { describe, expect, test } from "vitest";
import { createAddressPolicy, readAddressRange } from "./address-policy.ts";

const policy = createAddressPolicy([]);

describe("permits: refuses every address that is not public", () => {
  test.each([
    ...["0.0.0.0", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "168.63.129.16"],
    ...["169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1"],
    ...["198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    // Loopback, unspecified, link-local, unique local, site-local, multicast.
    ...["::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1"],
    // IPv4 within IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP.
    ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::7f00:1", "::ffff:0:7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1"],
    ...["2002:7f00:1::", "2001:0:7f00:1::", "fe80::5efe:7f00:1"],
    // Documentation, benchmarking, ORCHID, discard only, segment routing.
    ...["2001:db8::1", "2001:2::1", "2001:20::1", "3fff::1", "100::1", "5f00::1"],
    ...["", "localhost", "2130706433", "0x7f000001"],
  ])("%s", (address) => {
    expect(policy.permits(address)).toBe(false);
  });
});

test.each(["1.1.1.1", "93.184.215.14", "172.15.255.255", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450::1"])(
  "permits: a public address, %s",
  (address) => {
    expect(policy.permits(address)).toBe(true);
    expect(policy.isAllowed(address)).toBe(false);
  },
);

test("permits: ranges that the operator allows, and nothing beside them", () => {
  const ranges = ["10.1.0.0/16", "::1"].flatMap((text) => readAddressRange(text) ?? []);
  const { permits, isAllowed } = createAddressPolicy(ranges);
  expect(["10.1.255.255", "::1"].every((address) => permits(address) && isAllowed(address))).toBe(true);
  expect(["10.2.0.1", "127.0.0.1", "::2", "fc00::1", "::ffff:10.1.0.1", "::ffff:a01:1"].some(permits)).toBe(false);
});

test.each(["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0", "example.com", "::1/129", "10.0.0.0/", ""])(
  "readAddressRange: %s is none",
  (text) => {
    expect(readAddressRange(text)).toBeNull();
  },
);

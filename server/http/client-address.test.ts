import { describe, expect, test } from "vitest";
import { callerAddress, callerOf } from "./client-address.ts";

describe("callerOf: identifies callers by", () => {
  test.for([
    ["192.0.2.1", "192.0.2.1"],
    [" 192.0.2.1 ", "192.0.2.1"],
    ["192.0.2.1:4711", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:C000:201", "192.0.2.1"],
    ["[::ffff:192.0.2.1]:4711", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
  ])("address, not by notation: %s", ([text = "", caller]) => expect(callerOf(text)).toBe(caller));

  test.for([
    ...["", " ", "unknown", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4.", "0x7f.1", "1"],
    ...[":", ":::", "1::2::3", "2001:db8", "g::1", "[::1", "::1]", "::1/64", "::1]@x[", "1.2.3.4, 5.6.7.8", "_hidden"],
  ])("no text that is not an address: %j", (text) => expect(callerOf(text)).toBeUndefined());
});

describe("callerAddress: X-Forwarded-For", () => {
  test("is ignored unless a proxy is trusted", () => {
    expect(callerAddress("192.0.2.1", "203.0.113.1", 0)).toBe("192.0.2.1");
  });

  test("is read from the right, one entry for each trusted proxy", () => {
    expect(callerAddress("192.0.2.1", "203.0.113.1, 203.0.113.2,203.0.113.3", 1)).toBe("203.0.113.3");
    expect(callerAddress("192.0.2.1", "203.0.113.1, 203.0.113.2,203.0.113.3", 3)).toBe("203.0.113.1");
  });

  test("falls back to the connection's address where the entry is missing or invalid", () => {
    for (const forwarded of [undefined, "", "203.0.113.1", "unknown, 203.0.113.1", ", 203.0.113.1"])
      expect(callerAddress("192.0.2.1", forwarded, 2)).toBe("192.0.2.1");
  });

  test("groups all callers without an address", () => {
    expect(callerAddress(null, undefined, 0)).toBe(callerAddress("", "nonsense", 1));
  });
});

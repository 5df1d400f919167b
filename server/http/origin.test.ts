import { describe, expect, test } from "vitest";
import { createOriginPolicy } from "./origin.ts";

const own = new URL("https://api.example.com/some/path");

describe("with listed origins", () => {
  const policy = createOriginPolicy(own, ["https://app.example.com", "capacitor://localhost"]);

  test.for(["https://api.example.com", "https://app.example.com", "capacitor://localhost"])("%s may call", (origin) => {
    expect(policy.mayRead(origin)).toBe(true);
    expect(policy.mayUseCookie(origin)).toBe(true);
  });

  test.for([
    ["another host", "https://evil.example"],
    ["a host that begins alike", "https://app.example.com.evil.example"],
    ["a host that ends alike", "https://evilapp.example.com"],
    ["a host below", "https://x.app.example.com"],
    ["the host above", "https://example.com"],
    ["plain http", "http://app.example.com"],
    ["another port", "https://app.example.com:444"],
    ["the port spelled out", "https://app.example.com:443"],
    ["capital letters", "https://APP.example.com"],
    ["a slash at the end", "https://app.example.com/"],
    ["a page without an origin", "null"],
    ["nothing", ""],
    ["a star", "*"],
    ["this machine", "http://localhost:8787"],
  ])("%s may neither read nor use the cookie", ([, origin = ""]) => {
    expect(policy.mayRead(origin)).toBe(false);
    expect(policy.mayUseCookie(origin)).toBe(false);
  });

  test("the list is closed", () => expect(policy.isClosed).toBe(true));
});

describe("with any origin", () => {
  const policy = createOriginPolicy(own, "*");

  test("every origin may read, and only the service's own origin may use the cookie", () => {
    for (const origin of ["https://evil.example", "null", "*"]) {
      expect(policy.mayRead(origin)).toBe(true);
      expect(policy.mayUseCookie(origin)).toBe(false);
    }
    expect(policy.mayUseCookie("https://api.example.com")).toBe(true);
    expect(policy.isClosed).toBe(false);
  });
});

test("without configured origins only the service's own origin may call", () => {
  const policy = createOriginPolicy(own, []);
  expect(policy.mayRead("https://api.example.com")).toBe(true);
  expect(policy.mayRead("https://app.example.com")).toBe(false);
  expect(policy.isClosed).toBe(true);
});

test("localhost, 127.0.0.1 and [::1] count as one host, on the same port and protocol only", () => {
  const policy = createOriginPolicy(new URL("http://127.0.0.1:8787"), "*");
  for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
    expect(policy.mayUseCookie(`http://${host}:8787`)).toBe(true);
    expect(policy.mayUseCookie(`http://${host}:3000`)).toBe(false);
    expect(policy.mayUseCookie(`http://${host}`)).toBe(false);
    expect(policy.mayUseCookie(`https://${host}:8787`)).toBe(false);
  }
  expect(createOriginPolicy(new URL("http://localhost"), "*").mayUseCookie("http://127.0.0.1")).toBe(true);
});

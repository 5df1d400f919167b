import { describe, expect, test } from "vitest";
import { credentialOf } from "./open-call.ts";

const bearer = (token: string) => ({ keptIn: "token", token });
const cookie = (token: string) => ({ keptIn: "cookie", token });

test("credentialOf: returns null for a request without credentials", () => {
  expect(credentialOf(undefined, undefined)).toBeNull();
  expect(credentialOf(undefined, "")).toBeNull();
  expect(credentialOf(undefined, "theme=dark; lang=de")).toBeNull();
});

describe("credentialOf: the authorization header", () => {
  test.for(["Bearer abc.def", "bearer abc.def", "BEARER abc.def", "Token abc.def", "token   abc.def"])(
    "accepts both schemes in any case: %s",
    (header) => expect(credentialOf(header, undefined)).toEqual(bearer("abc.def")),
  );

  test.for(["Bearer", "Bearer ", "Bearer a b", "Bearer\tabc", "token"])(
    "a malformed bearer counts as an invalid token, not as a missing one: %s",
    (header) => expect(credentialOf(header, undefined)).toEqual(bearer("")),
  );

  test.for(["", "abc.def", "Basic YTpi", 'Digest username="a", realm="b"', "Tokens abc", "xBearer abc"])(
    "another scheme authenticates no caller, and a session cookie beside it counts: %s",
    (header) => {
      expect(credentialOf(header, undefined)).toEqual(bearer(""));
      expect(credentialOf(header, "__Host-dovetail=abc")).toEqual(cookie("abc"));
    },
  );

  test.for(["Bearer abc,Token def", "Bearer abc, Bearer abc", "Basic YTpi, Bearer abc"])(
    "two bearers are refused as ambiguous: %s",
    (header) => {
      const refusal = expect.objectContaining({ code: "malformed", status: 400 });
      expect(() => credentialOf(header, undefined)).toThrow(refusal);
      expect(() => credentialOf(header, "__Host-dovetail=abc")).toThrow(refusal);
    },
  );
});

describe("credentialOf: the cookie header", () => {
  test.for([
    "__Host-dovetail=abc.def",
    "theme=dark; __Host-dovetail=abc.def",
    "__Host-dovetail=abc.def; theme=dark",
    "a=1;__Host-dovetail=abc.def;b=2",
    "a=1;  __Host-dovetail=abc.def ;b=2",
  ])("finds the session cookie among others: %s", (header) => {
    expect(credentialOf(undefined, header)).toEqual(cookie("abc.def"));
  });

  test("a value may hold an equals sign", () => {
    expect(credentialOf(undefined, "__Host-dovetail=abc=def==")).toEqual(cookie("abc=def=="));
  });

  test.for([
    "__Host-dovetail=one; __Host-dovetail=two",
    "__Host-dovetail=one; __Host-dovetail=one",
    "__Host-dovetail=; a=1;\t__Host-dovetail=two",
  ])("two session cookies are refused, since another site set one of them: %s", (header) => {
    expect(() => credentialOf(undefined, header)).toThrow(
      expect.objectContaining({ code: "malformed", status: 400, detail: expect.stringContaining("twice") }),
    );
  });

  test.for(["\u00a0", "\u2000", "\u3000", "\ufeff", "\u0085", "\v", "\f", "\u00a0 ", "\u00e2\u0080\u0080"])(
    "a name preceded by %j is a different cookie",
    (space) => {
      expect(credentialOf(undefined, `${space}__Host-dovetail=evil`)).toBeNull();
      const both = `${space}__Host-dovetail=evil; __Host-dovetail=good`;
      expect(credentialOf(undefined, both)).toEqual(cookie("good"));
    },
  );

  test("white space other than space and tab stays part of the value", () => {
    expect(credentialOf(undefined, "__Host-dovetail=abc\u00a0; a=1")).toEqual(cookie("abc\u00a0"));
  });

  test.for([
    "__Host-dovetail=",
    "__Host-dovetail",
    "__host-dovetail=abc",
    "x__Host-dovetail=abc",
    "__Host-dovetail2=abc",
    "__Host-dovetail =abc",
    "a=__Host-dovetail=abc",
  ])("an empty or similarly named cookie is ignored: %s", (header) => {
    expect(credentialOf(undefined, header)).toBeNull();
  });
});

describe("credentialOf: bearer and cookie together", () => {
  test.for(["__Host-dovetail=abc", "a=1; __Host-dovetail=abc", "__Host-dovetail=", "theme=dark"])(
    "the bearer takes precedence: %s",
    (header) => expect(credentialOf("Bearer def", header)).toEqual(bearer("def")),
  );

  test("even a malformed bearer takes precedence and is invalid", () => {
    expect(credentialOf("Bearer", "__Host-dovetail=abc")).toEqual(bearer(""));
  });
});

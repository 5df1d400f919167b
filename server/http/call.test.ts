import { describe, expect, test } from "vitest";
import { credentialOf } from "./call.ts";

const bearer = (token: string) => ({ keptIn: "token", token });
const cookie = (token: string) => ({ keptIn: "cookie", token });

test("somebody who presents nothing is nobody", () => {
  expect(credentialOf(undefined, undefined)).toBeNull();
  expect(credentialOf(undefined, "")).toBeNull();
  expect(credentialOf(undefined, "theme=dark; lang=de")).toBeNull();
});

describe("in the authorization header", () => {
  test.for(["Bearer abc.def", "bearer abc.def", "BEARER abc.def", "Token abc.def", "token   abc.def"])(
    "both schemes name a token, whatever their case: %s",
    (header) => expect(credentialOf(header, undefined)).toEqual(bearer("abc.def")),
  );

  test.for([
    "",
    "abc.def",
    "Bearer",
    "Bearer ",
    "Bearer a b",
    "Bearer\tabc",
    "Basic YTpi",
    "Tokens abc",
    "xBearer abc",
    "Bearer abc,Token def",
  ])("anything else is a token that opens nothing, and not the absence of one: %s", (header) => {
    const credential = credentialOf(header, undefined);
    expect(credential).toMatchObject({ keptIn: "token" });
    if (header !== "Bearer abc,Token def") expect(credential?.token).toBe("");
  });
});

describe("in the cookie header", () => {
  test.for([
    "__Host-dovetail=abc.def",
    "theme=dark; __Host-dovetail=abc.def",
    "__Host-dovetail=abc.def; theme=dark",
    "a=1;__Host-dovetail=abc.def;b=2",
    "a=1;  __Host-dovetail=abc.def ;b=2",
  ])("our cookie is found among others: %s", (header) => {
    expect(credentialOf(undefined, header)).toEqual(cookie("abc.def"));
  });

  test("a value may hold an equals sign", () => {
    expect(credentialOf(undefined, "__Host-dovetail=abc=def==")).toEqual(cookie("abc=def=="));
  });

  test("of two of ours the first counts", () => {
    expect(credentialOf(undefined, "__Host-dovetail=one; __Host-dovetail=two")).toEqual(cookie("one"));
  });

  test.for([
    "__Host-dovetail=",
    "__Host-dovetail",
    "__host-dovetail=abc",
    "x__Host-dovetail=abc",
    "__Host-dovetail2=abc",
    "__Host-dovetail =abc",
    "a=__Host-dovetail=abc",
  ])("what is empty or only looks like ours is none: %s", (header) => {
    expect(credentialOf(undefined, header)).toBeNull();
  });
});

describe("both at once", () => {
  test.for(["__Host-dovetail=abc", "a=1; __Host-dovetail=abc", "__Host-dovetail="])(
    "are refused, since they may be two people: %s",
    (header) => {
      expect(() => credentialOf("Bearer def", header)).toThrow(
        expect.objectContaining({ code: "malformed", status: 400, detail: expect.stringContaining("not as both") }),
      );
    },
  );

  test("are not both when the cookie is somebody else's", () => {
    expect(credentialOf("Bearer def", "theme=dark")).toEqual(bearer("def"));
  });
});

import { expect, test } from "vitest";
import type { Access } from "../../shared/contract/index.ts";
import { admit } from "./access.ts";
import type { Call, Credential, Viewer } from "./context.ts";

const account = { id: 7, username: "ada", role: "member" } as const;
const justNow: Viewer = { kind: "session", ...account, sessionId: "s", isFresh: true, credentialVersion: 1 };
const longAgo: Viewer = { ...justNow, isFresh: false };
const moderator: Viewer = { ...longAgo, role: "moderator" };
const admin: Viewer = { ...longAgo, role: "admin" };
const writer: Viewer = { kind: "apiKey", ...account, keyId: "k", scopes: ["articles:write"] };
const adminsKey: Viewer = { ...writer, role: "admin" };

function callBy(viewer: Viewer | null, keptIn: Credential["keptIn"] | null = "token"): Call {
  return {
    requestId: "r",
    credential: keptIn === null ? null : { keptIn, token: "presented" },
    userAgent: null,
    address: "127.0.0.1",
    idempotencyKey: undefined,
    viewer: async () => viewer,
    checkCookie: () => {},
    keepInCookie: () => {},
    keepSignInCookie: () => {},
  };
}

const outcome = (access: Access, call: Call, kind: "query" | "mutation" = "mutation") =>
  admit({ access, kind }, call).then(
    (viewer) => viewer,
    (error) => error.code,
  );

test.each<[string, Access, Viewer, string | "in"]>([
  ["a session, however old, calls for members", "required", longAgo, "in"],
  ["a key does not", "required", writer, "out_of_scope"],
  ["a key calls within its scope", { scope: "articles:write" }, writer, "in"],
  ["a session needs no scope", { scope: "articles:write" }, longAgo, "in"],
  ["a key is limited to its scopes", { scope: "feed:read" }, writer, "out_of_scope"],
  ["a key may call procedures with optional access", "optional", writer, "in"],
  ["a member does not have the moderator role", { role: "moderator" }, longAgo, "refused"],
  ["a moderator has it", { role: "moderator" }, moderator, "in"],
  ["an admin may do what moderators may", { role: "moderator" }, admin, "in"],
  ["a moderator does not have the admin role", { role: "admin" }, moderator, "refused"],
  ["an admin's key needs a scope too", { role: "admin" }, adminsKey, "out_of_scope"],
  ["a recent sign-in is fresh", { fresh: true }, justNow, "in"],
  ["an old sign-in is not", { fresh: true }, longAgo, "reauth_required"],
  ["a key is never fresh", { fresh: true }, writer, "out_of_scope"],
  ["too low a role is reported before an old sign-in", { role: "admin", fresh: true }, longAgo, "refused"],
])("%s", async (_, access, viewer, expected) => {
  expect(await outcome(access, callBy(viewer))).toEqual(expected === "in" ? viewer : expected);
});

test("admit: looks up no session for public access", async () => {
  expect(await outcome("public", callBy(justNow))).toBeNull();
});

test("admit: with optional access, a query ignores an invalid credential", async () => {
  for (const keptIn of ["token", "cookie"] as const) {
    expect(await outcome("optional", callBy(null, keptIn), "query")).toBeNull();
    expect(await outcome("required", callBy(null, keptIn), "query")).toBe("unauthorized");
  }
});

test("admit: with optional access, a mutation refuses an invalid bearer instead of running anonymously", async () => {
  expect(await outcome("optional", callBy(null))).toBe("unauthorized");
  expect(await outcome("optional", callBy(null, "cookie"))).toBeNull();
  expect(await outcome("required", callBy(null, "cookie"))).toBe("unauthorized");
  expect(await outcome("optional", callBy(null, null))).toBeNull();
});

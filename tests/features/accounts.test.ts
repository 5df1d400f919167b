import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../server/app/config.ts";
import { createServices } from "../../server/app/services.ts";
import { signUp, type TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { enrol, refusal } from "../support/people.ts";
import { mutateTrpc } from "../support/trpc.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startCachedApp();
});
afterAll(() => app.stop());

const password = "a fine password";
const register = (user: unknown) => refusal(app, "POST", "/users", { body: { user } });
const newUser = (username: string) => ({ username, email: `${username}@example.com`, password });
const blank = ["can't be blank"];
const countAccounts = async () =>
  Number(
    (
      await app.database.db
        .selectFrom("account")
        .select(({ fn }) => fn.countAll().as("n"))
        .executeTakeFirst()
    )?.n,
  );

describe("signing up", () => {
  test("answers 201 with the new user and a token that works at once", async () => {
    const { status, headers, body } = await app.rest("POST", "/users", { body: { user: newUser("ada") } });
    expect(status).toBe(201);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(body).toEqual({
      user: { email: "ada@example.com", token: expect.any(String), username: "ada", bio: null, image: null },
    });
    const again = await app.rest("GET", "/user", { token: body.user.token });
    expect(again.body).toEqual(body);
  });

  test.each([
    ["empty", { username: "", email: "", password: "" }],
    ["null", { username: null, email: null, password: null }],
    ["absent", {}],
  ])("names every field that is %s", async (_, user) => {
    expect(await register(user)).toEqual({ status: 422, errors: { username: blank, email: blank, password: blank } });
  });

  test.each([
    ["a password of 7 characters", { password: "1234567" }, "password"],
    ["a password of 129 characters", { password: "x".repeat(129) }, "password"],
    ["an address without a host", { email: "ada@" }, "email"],
    ["a user name of spaces", { username: "   " }, "username"],
    ["a user name that begins with a space", { username: " ada" }, "username"],
    ["a user name of two lines", { username: "a\nb" }, "username"],
    ["a number for a user name", { username: 7 }, "username"],
    ["a user name of a blank letter", { username: "\u3164" }, "username"],
    ["a user name of a blank picture", { username: "\u2800\u2800" }, "username"],
    ["a user name with a space of no width", { username: "ad\u200ba" }, "username"],
    ["a user name that turns its letters around", { username: "\u202eada" }, "username"],
    ["a user name with a mark for direction", { username: "ada\u200f" }, "username"],
    ["a user name with an isolate", { username: "a\u2066da" }, "username"],
    ["a user name with a soft hyphen", { username: "a\u00adda" }, "username"],
    ["a user name with a tag character", { username: "ada\u{e0041}" }, "username"],
    ["a user name with a variation selector", { username: "ada\ufe00" }, "username"],
    ["a user name with a line separator", { username: "a\u2028da" }, "username"],
    ["a user name with a space that does not break", { username: "ada\u00a0lovelace" }, "username"],
    ["a user name of a mark alone", { username: "\u0301" }, "username"],
    ["a user name that addresses resolve", { username: "." }, "username"],
    ["the same of two dots", { username: ".." }, "username"],
    ["a place for the session that does not exist", { session: "pocket" }, "session"],
  ])("refuses %s", async (_, fault, field) => {
    const before = await countAccounts();
    const { status, errors } = await register({ ...newUser("refused"), ...fault });
    expect(status).toBe(422);
    expect(Object.keys(errors)).toEqual([field]);
    expect(await countAccounts()).toBe(before);
  });

  test.each([
    ["8 characters", "12345678"],
    ["64 characters", "y".repeat(64)],
    ["128 characters", "z".repeat(128)],
    ["spaces", "        "],
    ["emoji", "😀😁😂🤣😃😄😅😆"],
  ])("accepts a password of %s, and signs in with it and no other", async (name, secret) => {
    const user = newUser(`pw-${name.replaceAll(" ", "-")}`);
    expect((await register({ ...user, password: secret })).status).toBe(201);
    const login = (attempt: string) =>
      app.rest("POST", "/users/login", { body: { user: { email: user.email, password: attempt } } });
    expect((await login(secret)).status).toBe(200);
    expect((await login(`${[...secret].slice(1).join("")}!`)).status).toBe(401);
  });

  test("refuses a taken user name or address with 409, whatever the case", async () => {
    await enrol(app, "Grace");
    expect(await register({ ...newUser("gRACE"), email: "other@example.com" })).toEqual({
      status: 409,
      errors: { username: ["has already been taken"] },
    });
    expect(await register({ ...newUser("other"), email: "GRACE@example.com" })).toEqual({
      status: 409,
      errors: { email: ["has already been taken"] },
    });
  });

  test("holds user names apart by case in no script", async () => {
    await enrol(app, "Émile");
    expect((await register({ ...newUser("x"), username: "éMILE" })).errors).toEqual({
      username: ["has already been taken"],
    });
  });

  test("grants nothing to a caller who sends more than is asked for", async () => {
    const extra = {
      role: "admin",
      id: 1,
      isAdmin: true,
      createdAt: "2000-01-01",
      password_hash: "x",
      articles_count: 9,
    };
    const { token } = await signUp(app, "mallory");
    expect((await register({ ...newUser("eve"), ...extra })).status).toBe(201);
    await app.rest("PUT", "/user", { token, body: { user: { bio: "b", ...extra, username: "mallory" } } });
    const rows = await app.database.db
      .selectFrom("account")
      .selectAll()
      .where("username", "in", ["eve", "mallory"])
      .execute();
    for (const row of rows) {
      expect(row).toMatchObject({
        role: "member",
        articles_count: 0,
        password_hash: expect.stringMatching(/^\$scrypt/),
      });
      expect(row.id).not.toBe(1);
      expect(row.created_at > "2020").toBe(true);
    }
  });
});

describe("signing in", () => {
  test("answers the user with a fresh token", async () => {
    const { token } = await signUp(app, "linus");
    const body = { user: { email: "LINUS@example.com", password } };
    const answer = await app.rest("POST", "/users/login", { body });
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ username: "linus", email: "linus@example.com" });
    expect(answer.body.user.token).not.toBe(token);
  });

  test("takes null for what is left out, as encoders of many languages write it", async () => {
    await signUp(app, "nullable");
    const input = { email: "nullable@example.com", password, code: null, passkey: null };
    expect((await app.rest("POST", "/users/login", { body: { user: input } })).status).toBe(200);
    expect((await mutateTrpc(app, "accounts.login", input)).status).toBe(200);
  });

  test("gives the same answer for an unknown address, a wrong password and an account without one", async () => {
    await signUp(app, "known");
    await enrol(app, "without-password");
    const attempt = async (email: string) => {
      const body = { user: { email, password: "not the password" } };
      const { status, headers, body: answer } = await app.rest("POST", "/users/login", { body });
      headers.delete("x-request-id");
      return { status, headers: [...headers], answer };
    };
    const wrong = await attempt("known@example.com");
    expect(wrong).toMatchObject({ status: 401, answer: { errors: { credentials: ["invalid"] } } });
    expect(await attempt("nobody@example.com")).toEqual(wrong);
    expect(await attempt("without-password@example.com")).toEqual(wrong);
  });

  test("asks for both address and password", async () => {
    const errors = { email: blank, password: blank };
    expect(await refusal(app, "POST", "/users/login", { body: { user: { email: "", password: "" } } })).toEqual({
      status: 422,
      errors,
    });
    expect(await refusal(app, "POST", "/users/login", { body: { user: {} } })).toEqual({ status: 422, errors });
  });

  test("is not open to a password that was changed while it was being checked", async () => {
    const { token, username } = await signUp(app);
    const change = app.rest("PUT", "/user", { token, body: { user: { password: "another password" } } });
    const attempts = Array.from({ length: 6 }, () =>
      app.rest("POST", "/users/login", { body: { user: { email: `${username}@example.com`, password } } }),
    );
    expect((await change).status).toBe(200);
    const tokens = (await Promise.all(attempts)).flatMap(({ body }) => body.user?.token ?? []);
    for (const other of tokens) expect((await app.rest("GET", "/user", { token: other })).status).toBe(401);
    expect((await app.rest("GET", "/user", { token })).status).toBe(200);
  });
});

test("the application hashes equal passwords differently, by scrypt of the advised strength", async () => {
  const { passwords } = createServices(app.database.db, readConfig({}));
  const [one, other] = [await passwords.hash(password), await passwords.hash(password)];
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(other).not.toBe(one);
  expect(await passwords.verify(password, one)).toBe(true);
});

test("over tRPC the same refusals carry the contract's code and subjects", async () => {
  await enrol(app, "occupied");
  const taken = await mutateTrpc(app, "accounts.register", newUser("Occupied"));
  expect(taken).toMatchObject({
    status: 409,
    error: { code: "CONFLICT", reason: "username_taken", errors: { username: ["has already been taken"] } },
  });
  expect(taken.error.stack).toBeUndefined();
  const unknown = await mutateTrpc(app, "accounts.login", { email: "nobody@example.com", password });
  expect(unknown).toMatchObject({ status: 401, error: { reason: "credentials" } });
});

test("well-known passwords are refused where the policy says so, at sign-up and at change", async () => {
  const strict = await startCachedApp({ PASSWORD_POLICY: "common" });
  try {
    const { token } = await enrol(strict);
    for (const common of ["password", "PassWord"]) {
      const expected = { status: 422, errors: { password: ["is too common"] } };
      const user = { ...newUser("careless"), password: common };
      expect(await refusal(strict, "POST", "/users", { body: { user } })).toEqual(expected);
      expect(await refusal(strict, "PUT", "/user", { token, body: { user: { password: common } } })).toEqual(expected);
    }
    expect((await strict.rest("POST", "/users", { body: { user: newUser("careful") } })).status).toBe(201);
  } finally {
    await strict.stop();
  }
});

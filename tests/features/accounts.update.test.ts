import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp, type TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { enrol, refusal } from "../support/people.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startCachedApp();
});
afterAll(() => app.stop());

const password = "a fine password";
const blank = ["can't be blank"];

describe("changing one's account", () => {
  const change = (token: string, user: unknown) => app.rest("PUT", "/user", { token, body: { user } });

  test("keeps the fields that are left out", async () => {
    const { token } = await enrol(app, "keeper");
    await change(token, { bio: "Writes", image: "https://example.com/a.png" });
    const { body } = await change(token, { username: "keeper2" });
    expect(body.user).toEqual({
      email: "keeper@example.com",
      token,
      username: "keeper2",
      bio: "Writes",
      image: "https://example.com/a.png",
    });
    expect((await change(token, {})).body).toEqual(body);
  });

  test.each(["", null])("turns a bio and an image of %j into null", async (nothing) => {
    const { token } = await enrol(app);
    await change(token, { bio: "b", image: "i" });
    const { body } = await change(token, { bio: nothing, image: nothing });
    expect(body.user).toMatchObject({ bio: null, image: null });
  });

  test("takes no new name that cannot be seen, and leaves one that was given before", async () => {
    const { token, username } = await signUp(app);
    expect(await change(token, { username: "\u202egod" })).toMatchObject({
      status: 422,
      body: { errors: { username: ["must not hold invisible or direction-changing characters"] } },
    });
    const old = "old\u200bname";
    await app.database.db.updateTable("account").set({ username: old }).where("username", "=", username).execute();
    expect((await change(token, { username: old, bio: "still here" })).body.user).toMatchObject({
      username: old,
      bio: "still here",
    });
  });

  test.each(["username", "email", "password"])("refuses an empty or missing %s", async (field) => {
    const { token } = await enrol(app);
    for (const value of ["", null]) {
      const { status, body } = await change(token, { [field]: value });
      expect({ status, errors: body.errors }).toEqual({ status: 422, errors: { [field]: blank } });
    }
  });

  test("refuses what another account has, and allows one's own in another case", async () => {
    await enrol(app, "neighbour");
    const { token } = await enrol(app, "mover");
    expect(await change(token, { username: "Neighbour" })).toMatchObject({
      status: 409,
      body: { errors: { username: ["has already been taken"] } },
    });
    expect(await change(token, { email: "NEIGHBOUR@example.com", bio: "lost" })).toMatchObject({
      status: 409,
      body: { errors: { email: ["has already been taken"] } },
    });
    expect((await change(token, { username: "Mover" })).body.user).toMatchObject({ username: "Mover", bio: null });
  });

  test("needs a good token, and asks for it before it looks at the fields", async () => {
    const body = { user: { email: "" } };
    expect(await refusal(app, "PUT", "/user", { body })).toEqual({ status: 401, errors: { token: ["is missing"] } });
    expect(await refusal(app, "PUT", "/user", { token: "made.up", body })).toEqual({
      status: 401,
      errors: { token: ["is invalid"] },
    });
    expect(await refusal(app, "GET", "/user", { headers: { authorization: "Basic YTpi" } })).toMatchObject({
      errors: { token: ["is invalid"] },
    });
  });

  test("takes the token under both schemes, in any case", async () => {
    const { token } = await enrol(app);
    for (const scheme of ["Token", "Bearer", "token", "BEARER"])
      expect((await app.rest("GET", "/user", { headers: { authorization: `${scheme} ${token}` } })).status).toBe(200);
  });

  test("replaces the password", async () => {
    const { token, username } = await signUp(app);
    const email = `${username}@example.com`;
    expect((await change(token, { password: "another password" })).status).toBe(200);
    const login = (attempt: string) =>
      app.rest("POST", "/users/login", { body: { user: { email, password: attempt } } });
    expect((await login(password)).status).toBe(401);
    expect((await login("another password")).status).toBe(200);
  });
});

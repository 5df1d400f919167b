import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Tx, transaction } from "../../server/database/index.ts";
import { addFavorite, removeFavorite } from "../../server/features/articles/queries.ts";
import { type RestAnswer, signUp, type TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { wrongCounts } from "../support/counts.ts";
import { draft, enrol, enrolMany, type Person, publish } from "../support/people.ts";

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startCachedApp();
  ada = await enrol(app, "ada");
});
afterAll(() => app.stop());
afterEach(async () => {
  expect(await wrongCounts(app.database.db)).toEqual([]);
});

const times = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));
const tally = (answers: readonly RestAnswer[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe("at the same moment", () => {
  test("20 sign-ups for one name create one account, and 19 fail because it is taken", async () => {
    const answers = await times(20, (n) => {
      const user = { username: n % 2 ? "Wanted" : "wanted", email: `w${n}@example.com`, password: "a fine password" };
      return app.rest("POST", "/users", { body: { user } });
    });
    expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
    const { db } = app.database;
    const sessions = await db
      .selectFrom("session")
      .innerJoin("account", "account.id", "account_id")
      .select("username")
      .execute();
    expect(sessions.filter(({ username }) => username.toLowerCase() === "wanted")).toHaveLength(1);
  });

  test("many sign-ins of one account all succeed, and it keeps a hundred sessions", async () => {
    const { username } = await signUp(app);
    const { db } = app.database;
    const { id } = await db
      .selectFrom("account")
      .select("id")
      .where("username", "=", username)
      .executeTakeFirstOrThrow();
    const old = { account_id: id, secret_hash: Buffer.alloc(32), kept_in: "token" } as const;
    const rows = Array.from({ length: 120 }, () => ({ ...old, id: crypto.randomUUID() }));
    await db.insertInto("session").values(rows).execute();
    const user = { email: `${username}@example.com`, password: "a fine password" };
    expect(tally(await times(8, () => app.rest("POST", "/users/login", { body: { user } })))).toEqual({ 200: 8 });
    expect(await db.selectFrom("session").select("id").where("account_id", "=", id).execute()).toHaveLength(100);
  });

  test("favorites of one person, of many articles at once, wait for each other without a deadlock", async () => {
    const { db } = app.database;
    const { id } = await db
      .selectFrom("account")
      .select("id")
      .where("username", "=", ada.username)
      .executeTakeFirstOrThrow();
    await sql`
      insert into article (author_id, slug, title, description, body, tag_list)
        select ${id}, 'hot-' || n, 'Hot', 'Hot', 'Hot', '{}' from generate_series(1, 60) n`.execute(db);
    // Without the retries of `transaction`, which hide a deadlock for a second.
    const alone = (work: (tx: Tx) => Promise<unknown>) => db.transaction().execute(work);
    await times(10, async (caller) => {
      for (let turn = 0; turn < 100; turn++) {
        const slug = `hot-${((caller * 37 + turn * 11) % 60) + 1}`;
        await alone((tx) => addFavorite(tx, id, slug));
        await alone((tx) => removeFavorite(tx, id, slug));
      }
    });
  });

  test("50 favorites of 50 people count 50, and 50 of one person count 1", async () => {
    const { slug } = await publish(app, ada);
    const [one = ada, ...others] = await enrolMany(app, 51);
    const mark = (method: string, { token }: Person) => app.rest(method, `/articles/${slug}/favorite`, { token });
    expect(tally(await Promise.all(others.map((person) => mark("POST", person))))).toEqual({ 200: 50 });
    expect(tally(await times(50, () => mark("POST", one)))).toEqual({ 200: 50 });
    const read = async () => (await app.rest("GET", `/articles/${slug}`)).body.article.favoritesCount;
    expect(await read()).toBe(51);
    expect(tally(await times(50, (n) => mark(n % 2 ? "POST" : "DELETE", one)))).toEqual({ 200: 50 });
    expect(tally(await Promise.all([one, ...others].map((person) => mark("DELETE", person))))).toEqual({ 200: 51 });
    expect(await read()).toBe(0);
  });

  test("30 articles of one title get 30 slugs", async () => {
    const answers = await times(30, () =>
      app.rest("POST", "/articles", {
        token: ada.token,
        body: { article: draft({ title: "One title", tagList: ["t"] }) },
      }),
    );
    expect(tally(answers)).toEqual({ 201: 30 });
    expect(new Set(answers.map(({ body }) => body.article.slug)).size).toBe(30);
  });

  test("20 articles renamed to one title get 20 slugs", async () => {
    const slugs = (await times(20, (n) => publish(app, ada, { title: `Before ${n}` }))).map(({ slug }) => slug);
    const answers = await Promise.all(
      slugs.map((slug) =>
        app.rest("PUT", `/articles/${slug}`, { token: ada.token, body: { article: { title: "After" } } }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: 20 });
    expect(new Set(answers.map(({ body }) => body.article.slug)).size).toBe(20);
  });

  test("20 changes of one article all take effect, one after the other", async () => {
    const { slug } = await publish(app, ada, { title: "Busy", tagList: ["start"] });
    const answers = await times(20, (n) =>
      app.rest("PUT", `/articles/${slug}`, {
        token: ada.token,
        body: { article: { body: `v${n}`, tagList: [`t${n}`, "all"] } },
      }),
    );
    expect(tally(answers)).toEqual({ 200: 20 });
    expect(new Set(answers.map(({ body }) => body.article.updatedAt)).size).toBe(20);
    const { article } = (await app.rest("GET", `/articles/${slug}`)).body;
    expect(article.tagList).toEqual(["all", `t${article.body.slice(1)}`]);
  });

  test("10 deletions of one article succeed once, and other calls that were busy with it find none", async () => {
    const { slug } = await publish(app, ada, { title: "Contested" });
    const people = await enrolMany(app, 10);
    const path = `/articles/${slug}`;
    const [deletions, others] = await Promise.all([
      times(10, () => app.rest("DELETE", path, { token: ada.token })),
      Promise.all(
        people.flatMap(({ token }) => [
          app.rest("POST", `${path}/favorite`, { token }),
          app.rest("GET", path, { token }),
        ]),
      ),
    ]);
    expect(tally(deletions)).toEqual({ 204: 1, 404: 9 });
    for (const { status } of others) expect([200, 201, 404]).toContain(status);
  });

  describe("who calls while it ends has been answered, or is not known any more:", () => {
    test.for([
      ["their account", ({ username }: Person) => `/users/${username}`],
      ["their session", () => "/sessions"],
    ] as const)("%s", async ([, end]) => {
      const { slug } = await publish(app, ada);
      for (const leaving of await enrolMany(app, 8)) {
        const { token } = leaving;
        const call = (method: string, path: string, body?: unknown) => app.rest(method, path, { token, body });
        const [ended, ...answers] = await Promise.all([
          call("DELETE", end(leaving)),
          ...[1, 2, 3].flatMap((n) => [
            call("POST", "/articles", { article: draft() }),
            call("POST", `/articles/${slug}/favorite`),
            call("POST", "/profiles/ada/follow"),
            call("PUT", "/user", { user: { bio: `leaving ${n}` } }),
            call("GET", "/user/export"),
            call("POST", "/passkeys/begin"),
          ]),
        ]);
        expect(ended.status).toBe(204);
        for (const { status } of answers) expect([200, 201, 401]).toContain(status);
      }
    });
  });

  test("following and unfollowing back and forth ends as the last call had it", async () => {
    const fan = await enrol(app);
    const call = (method: string) => app.rest(method, "/profiles/ada/follow", { token: fan.token });
    expect(tally(await times(40, (n) => call(n % 2 ? "POST" : "DELETE")))).toEqual({ 200: 40 });
    await call("POST");
    expect((await app.rest("GET", "/profiles/ada", { token: fan.token })).body.profile.following).toBe(true);
    const rows = await app.database.db.selectFrom("follow").selectAll().where("follower_id", "=", fan.id).execute();
    expect(rows).toHaveLength(1);
  });

  test("tags taken on and given up crosswise end in no deadlock that a caller sees", async () => {
    const writers = await enrolMany(app, 8);
    const articles = await Promise.all(writers.map((writer) => publish(app, writer, { tagList: ["x1", "x2"] })));
    const sets = [["x1"], ["x2"], ["x1", "x3"], ["x3", "x2"], [], ["x3", "x2", "x1"]];
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(
        writers.flatMap((writer, n) => {
          const { token } = writer;
          const tagList = sets[(n + round) % sets.length];
          return [
            app.rest("PUT", `/articles/${articles[n].slug}`, { token, body: { article: { tagList } } }),
            app.rest("POST", "/articles", { token, body: { article: draft({ tagList: tagList ?? [] }) } }),
          ];
        }),
      );
      expect(tally(answers)).toEqual({ 200: 8, 201: 8 });
    }
  });
});

/** A seeded generator: reproducible calls; only their interleaving differs between runs. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe("in a storm", () => {
  const slugs: string[] = [];
  const tags = ["a", "b", "c", "d", "e"];

  const somewhere = (roll: (sides: number) => number) => `/articles/${slugs[roll(slugs.length)] ?? "none-yet"}`;
  const someTags = (roll: (sides: number) => number) => tags.filter(() => roll(2) === 0);

  /** One random call of a user. */
  async function act(person: Person, people: readonly Person[], roll: (sides: number) => number): Promise<RestAnswer> {
    const { token } = person;
    const path = somewhere(roll);
    const other = `/profiles/${people[roll(people.length)]?.username}/follow`;
    const calls = [
      () => app.rest("POST", `${path}/favorite`, { token }),
      () => app.rest("DELETE", `${path}/favorite`, { token }),
      () => app.rest("PUT", path, { token, body: { article: { title: `Title ${roll(5)}`, tagList: someTags(roll) } } }),
      () => app.rest("DELETE", path, { token }),
      () => app.rest("POST", other, { token }),
      () => app.rest("DELETE", other, { token }),
      () => app.rest("GET", "/articles/feed", { token }),
    ];
    if (roll(3) === 0) {
      const article = draft({ title: `Title ${roll(5)}`, tagList: someTags(roll) });
      const answer = await app.rest("POST", "/articles", { token, body: { article } });
      slugs.push(answer.body.article?.slug);
      return answer;
    }
    return (calls[roll(calls.length)] ?? calls[0])?.() ?? Promise.reject(new Error("no call"));
  }

  test("every count stays right and no caller sees a failure, also while accounts are deleted", async () => {
    const { db } = app.database;
    const staying = await enrolMany(app, 12);
    const leaving = await enrolMany(app, 12);
    const answers: RestAnswer[] = [];
    const live = async (person: Person, rounds: number) => {
      const roll = createDice(person.id);
      for (let round = 0; round < rounds; round++) answers.push(await act(person, [...staying, ...leaving], roll));
    };
    await Promise.all(leaving.map((person) => live(person, 15)));
    const leave = async () => {
      for (const { id } of leaving)
        await transaction(db, (tx) => tx.deleteFrom("account").where("id", "=", id).execute());
    };
    await Promise.all([...staying.map((person) => live(person, 25)), leave()]);
    expect(answers.filter(({ status }) => status >= 500).map(({ body }) => body)).toEqual([]);
    expect(await wrongCounts(db)).toEqual([]);
    await db.deleteFrom("account").execute();
    expect(await wrongCounts(db)).toEqual([]);
    expect((await app.rest("GET", "/tags")).body).toEqual({ tags: [] });
  });
});

import type { Db } from "../server/database/index.ts";
import { withDataset } from "./dataset.ts";
import type { Options } from "./options.ts";
import { dovetailServer } from "./realworld/servers.ts";
import { decimals, type Section } from "./section.ts";
import { withServers } from "./servers.ts";
import { measureBurst } from "./sign-in-burst.ts";
import { median } from "./statistics.ts";

const samples = 200;
const warmups = 5;

/** Kinds of accounts; the response must not reveal which one was used. */
const people = {
  "an account, wrong password": "known@example.com",
  "no account": "nobody@example.com",
  "an account without a password": "provider@example.com",
};
type Kind = keyof typeof people;
const kinds: readonly Kind[] = ["an account, wrong password", "no account", "an account without a password"];

const post = (url: string, body: object) =>
  fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** Duration of each call in milliseconds, alternating kinds. @throws when a response has another status, or reveals the kind. */
async function timesOf(
  count: number,
  status: number,
  ask: (email: string) => Promise<Response>,
): Promise<ReadonlyMap<Kind, readonly number[]>> {
  const times = new Map<Kind, number[]>(kinds.map((kind) => [kind, []]));
  const bodies = new Set<string>();
  for (let round = -warmups; round < count; round++)
    for (const kind of kinds) {
      const startedAt = performance.now();
      const answer = await ask(people[kind]);
      bodies.add(await answer.text());
      if (round >= 0) times.get(kind)?.push(performance.now() - startedAt);
      if (answer.status !== status || bodies.size > 1)
        throw new Error(`${kind}: answered ${answer.status}, ${bodies.size} different bodies so far`);
    }
  return times;
}

const known = { email: people["an account, wrong password"], password: "correct horse battery" };

async function enrol(db: Db, url: string): Promise<void> {
  const { status } = await post(`${url}/api/users`, { user: { username: "known", ...known } });
  if (status !== 201) throw new Error(`sign-up answered ${status}`);
  const email = people["an account without a password"];
  await db.insertInto("account").values({ username: "provider", email }).execute();
}

function rowsOf(label: string, times: ReadonlyMap<Kind, readonly number[]>): readonly (readonly string[])[] {
  const medians = kinds.map((kind) => median(times.get(kind) ?? []));
  const spreadMs = Math.max(...medians) - Math.min(...medians);
  const allowedMs = Math.max(10, 0.05 * Math.max(...medians));
  return [[label, ...medians.map((ms) => decimals(ms, 2)), decimals(spreadMs, 2), decimals(allowedMs, 1)]];
}

/**
 * Measures whether response times reveal the existence of an account, at sign-in and at password reset requests, and what a
 * burst of sign-ins costs the others.
 */
export async function measureSignIn(options: Options, tell: (line: string) => void): Promise<Section> {
  const dataset = { articles: 100, authors: 10, dataDir: undefined, tell };
  return withDataset(dataset, ({ url: databaseUrl, db }) => {
    const server = dovetailServer(databaseUrl);
    const withMail = { ...server, env: { ...server.env, MAIL_URL: "mailbox:" } };
    return withServers(new Map([["dovetail", withMail]]), async ([running]) => {
      if (running === undefined) throw new Error("no server was started");
      const url = `http://127.0.0.1:${running.port}`;
      await enrol(db, url);
      const count = options.quick ? 3 : samples;
      const signIn = await timesOf(count, 401, (email) =>
        post(`${url}/api/users/login`, { user: { email, password: "wrong horse battery" } }),
      );
      const reset = await timesOf(count, 202, (email) => post(`${url}/api/passwords/reset-requests`, { email }));
      return {
        name: "signin",
        title: "Signing in",
        paragraphs: [
          `Whether time tells who has an account: ${count} calls of each kind in turn, one at a time, limits off. Bodies were the same. Allowed is the larger of 10 ms and 5 %.`,
        ],
        tables: [
          {
            caption: "Milliseconds, medians",
            columns: ["", ...kinds, "apart", "allowed"],
            rows: [...rowsOf("sign-in", signIn), ...rowsOf("asking for a new password", reset)],
          },
          await measureBurst(url, async () => (await post(`${url}/api/users/login`, { user: known })).status),
        ],
      };
    });
  });
}

import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CallError, type Client, createClient } from "../../client/index.ts";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { type Script, serveScript, serveTestApp, type TestServer } from "../support/http.ts";
import { type KotlinProgram, kotlinMissing } from "../support/kotlin.ts";
import { enrol } from "../support/people.ts";
import { masked, startTwin, type Twin } from "../support/twins.ts";
import { authorizePath, letIn, openCookie, reader, registered } from "./app-client.ts";
import { randomValues, startKotlinProgram } from "./kotlin-program.ts";
import { oddValues, wordValues } from "./odd-contracts.ts";
import { parityCalls } from "./parity-calls.ts";

// The Kotlin client, compiled by npm's kotlin-compiler, against the real server. The program is in kotlin/.

const missing = kotlinMissing();
if (missing !== undefined) process.stderr.write(`The Kotlin client is not tested here: ${missing}.\n`);
const kotlin = test.skipIf(missing !== undefined);

let app: TestApp;
let server: TestServer;
let program: KotlinProgram;
beforeAll(async () => {
  if (missing !== undefined) return;
  program = await startKotlinProgram();
  app = await startTestApp();
  server = await serveTestApp(app);
  // The compiler alone takes half a minute of CPU.
}, 900_000);
afterAll(async () => {
  await program?.stop();
  await server?.stop();
  await app?.stop();
});

const told = async (order: Readonly<Record<string, unknown>>) => {
  const answer = await program.ask(order);
  expect(answer.failed ?? answer.malformed).toBeUndefined();
  return answer.told;
};

kotlin.for(["story", "errors", "pages"])("Kotlin: the client tells its part: %s", async (scene) => {
  await told({ do: scene, url: server.url });
});

kotlin("Kotlin: values of odd contracts, and of their later versions, come back as they were", async () => {
  const values = oddValues.map((json) => ({ type: "odd.ThingsPutInput", json }));
  for (const { type, json } of [...values, { type: "odd.ThingsWordsInput", json: wordValues }])
    expect(await program.ask({ do: "codec", type, json })).toEqual({ json });
});

kotlin("Kotlin: values of generated contracts come back as they were", async () => {
  for (const [type, value] of randomValues) {
    const json = JSON.parse(JSON.stringify(value));
    expect([type, await program.ask({ do: "codec", type, json })]).toEqual([type, { json }]);
  }
});

kotlin("Kotlin: what does not fit is refused with its path", async () => {
  const json = { ...oddValues[0], line: ["a", null, 1, "two"] };
  expect(await program.ask({ do: "codec", type: "odd.ThingsPutInput", json })).toEqual({
    malformed: expect.stringContaining("line: 1: expected a whole number"),
  });
});

kotlin("Kotlin: calls whose token has ended are all answered, after one refresh", async () => {
  const { username, token } = await enrol(app);
  await told({ do: "open session", url: server.url, token });
  await sql`update access_token set expires_at = now()`.execute(app.database.db);
  const before = server.requests.length;
  expect(await told({ do: "call together", count: 20 })).toEqual(Array.from({ length: 20 }, () => username));
  const refreshes = server.requests.slice(before).filter(({ path }) => path.startsWith("/trpc/sessions.refresh"));
  expect(refreshes).toHaveLength(1);
});

kotlin("Kotlin: a session that was ended elsewhere is forgotten, and the app is told", async () => {
  const { token } = await enrol(app);
  await told({ do: "open session", url: server.url, token });
  await sql`delete from session`.execute(app.database.db);
  expect(await told({ do: "call alone" })).toEqual({ code: "unauthorized", isKept: false, signInsNeeded: 1 });
});

kotlin(
  "docs/MOBILE.md: its Kotlin lists articles, signs in by a deep link, publishes what waited for the network, and follows along",
  async () => {
    const own = await startTestApp({ NATIVE_APPS: registered });
    const reached = await serveTestApp(own);
    const ada = await enrol(own);
    const cookie = await openCookie(own, ada.id);
    const { clientId, redirectUri } = reader;
    const url = String(
      await told({ do: "mobile sign in", url: reached.url, issuer: publicOrigin, clientId, redirectUri }),
    );
    const { state = "", code_challenge: challenge = "" } = Object.fromEntries(new URL(url).searchParams);
    expect(url).toBe(`${publicOrigin}${authorizePath({ clientId, redirectUri, state, challenge, verifier: "" })}`);
    const link = await letIn(own, cookie, { clientId, redirectUri, state, challenge, verifier: "" });
    expect(await told({ do: "mobile finish", link: link.replace(state, "another") })).toBe(null);
    expect(await told({ do: "mobile finish", link })).toBe(ada.username);
    expect(await told({ do: "mobile drafts", url: reached.url })).toEqual(["while offline", "while offline"]);
    expect(await told({ do: "mobile list", url: reached.url })).toBe("While offline\n");
    expect(await told({ do: "mobile follow" })).toBe("While away");
    await reached.stop();
    await own.stop();
  },
);

const envelope =
  (data: unknown): Script =>
  (response) => {
    response.setHeader("content-type", "application/json").end(JSON.stringify({ result: { data } }));
  };
const busy: Script = (response) => {
  response.writeHead(503, { "retry-after": "0" }).end("busy");
};
const broken: Script = (response) => {
  response.socket?.destroy();
};

kotlin("Kotlin: a mutation with a key is repeated under the same key, one without is sent once", async () => {
  const script = await serveScript(busy, broken, envelope(null));
  expect(await told({ do: "write", url: script.url, isKeyed: true })).toBe("done");
  const keys = script.requests.map(({ headers }) => headers.get("idempotency-key"));
  expect([keys.length, new Set(keys).size, keys[0]]).toEqual([3, 1, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  await script.stop();
  const once = await serveScript(broken);
  expect(await told({ do: "write", url: once.url, isKeyed: false })).toBe("network");
  expect(once.requests).toHaveLength(1);
  await once.stop();
});

kotlin.for(["deadline", "cancel"])("Kotlin: %s ends a call, and its request", async (how) => {
  let onClosed = () => {};
  const closed = new Promise<void>((resolve) => {
    onClosed = resolve;
  });
  const silent = await serveScript((response) => {
    response.on("close", onClosed);
  });
  expect(await told({ do: how, url: silent.url })).toBe(how === "deadline" ? "timeout" : "cancelled");
  await closed;
  await silent.stop();
});

const streaming =
  (...frames: string[]): Script =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(frames.join(""));
  };
const message = (json: string, id: string) => `data: ${json}\nid: ${id}\n\n\n`;

kotlin("Kotlin: a stream that breaks goes on after its last message, and tells of a gap", async () => {
  const script = await serveScript(
    streaming("event: connected\ndata: {}\nid: c0\n\n\n", message('{"a":1}', "c1")),
    busy,
    streaming(message('{"a":2}', "c2"), "event: ping\ndata: \nid: c3\n\n\n", 'data: {"a":'),
    streaming(message('{"reset":true}', "c9"), message('{"a":3}', "c10")),
  );
  const told = await program.ask({ do: "stream", url: script.url, count: 4 });
  expect(told).toEqual({ told: ['c1 {"a":1}', 'c2 {"a":2}', "c9 reset", 'c10 {"a":3}'] });
  const after = script.requests.map(({ headers }) => headers.get("last-event-id"));
  expect(after).toEqual([null, "c1", "c1", "c3"]);
  await script.stop();
});

kotlin("Kotlin: a stream that is refused fails with what the service says", async () => {
  const shape = { message: "No.", code: -32600, data: { reason: "forbidden", httpStatus: 403 } };
  const frame = `event: connected\ndata: {}\n\n\nevent: serialized-error\ndata: ${JSON.stringify(shape)}\n\n\n`;
  const script = await serveScript(streaming(frame));
  expect(await program.ask({ do: "stream", url: script.url, count: 1, after: "c5" })).toEqual({ told: "forbidden" });
  expect(script.requests.map(({ headers }) => headers.get("last-event-id"))).toEqual(["c5"]);
  await script.stop();
});

/** A call of the TypeScript client by name. */
async function inTypeScript(client: Client, name: string, input: unknown): Promise<unknown> {
  const [feature = "", verb = ""] = name.split(".");
  const call: unknown = Reflect.get(Object(Reflect.get(client, feature)), verb);
  if (!(call instanceof Function)) throw new TypeError(`no call ${name}`);
  try {
    return { output: await call(input) };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const { code, status, message, errors, details = null } = error;
    return { error: { code, status, message, errors, details } };
  }
}

const moment = /(?<=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z(?=")/g;

const random = /"(?:ceremony|challenge)":"[^"]*"/g;

/** An ending without what differs between twins; times as the server writes them. */
function comparable(ending: unknown): unknown {
  const text = JSON.stringify(ending).replace(moment, (time) => new Date(time).toISOString());
  return JSON.parse(masked(text).replace(random, '"random":""'));
}

kotlin("Kotlin: every procedure ends as in the TypeScript client, done or refused", async () => {
  const twins: readonly [Twin, Twin] = [await startTwin(), await startTwin()];
  const servers = await Promise.all(twins.map(({ app: twin }) => serveTestApp(twin)));
  const [first, second] = [servers[0]?.url ?? "", servers[1]?.url ?? ""];
  const called = new Set<string>();
  const done = new Set<string>();
  for (const { name, input, credential } of parityCalls) {
    const [ours, theirs] = twins.map((twin) => ({ ...twin.headersFor(credential), "x-request-id": "both-clients" }));
    const order = { do: "call", url: first, headers: ours, name, input };
    const { malformed, ...ending } = await program.ask(order);
    // What the types of Kotlin cannot say is not sent.
    if (malformed !== undefined) continue;
    const client = createClient({ url: second, headers: theirs ?? {} });
    const expected = await inTypeScript(client, name, input);
    expect([name, input, comparable(ending)]).toMatchObject([name, input, Object(comparable(expected))]);
    called.add(name);
    if ("output" in ending) done.add(name);
  }
  expect(parityCalls.filter(({ name }) => !called.has(name)).map(({ name }) => name)).toEqual([]);
  expect(done.size).toBeGreaterThan(20);
  await Promise.all(servers.map((each) => each.stop()));
  await Promise.all(twins.map(({ app: twin }) => twin.stop()));
});

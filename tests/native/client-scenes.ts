import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CallError, type Client, createClient } from "../../client/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { type Script, serveScript, serveTestApp, type TestServer } from "../support/http.ts";
import type { NativeProgram } from "../support/native-program.ts";
import { enrol } from "../support/people.ts";
import { maskVaryingValues, type ReplicaApp, startReplicaApp } from "../support/replica-app.ts";
import { oddValues, wordValues } from "./odd-contracts.ts";
import { parityCalls } from "./parity-calls.ts";
import { randomValues } from "./random-contracts.ts";
import { wordValues as wordValuesByType } from "./word-contracts.ts";

// The scenes that every native client is told, against the real server: by a program in the client's language.

/** A client whose program runs in this file's tests. */
export interface ClientUnderTest {
  readonly language: string;
  /** Skipped where the toolchain is missing. */
  readonly test: ReturnType<typeof test.skipIf>;
  readonly app: () => TestApp;
  readonly server: () => TestServer;
  readonly ask: NativeProgram["ask"];
  /** Runs the scene; its failure fails the test. */
  readonly told: (order: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** Starts the program and a server before this file's tests. @param missing why the client cannot be compiled here. */
export function clientUnderTest(
  language: string,
  missing: string | undefined,
  start: () => Promise<NativeProgram>,
): ClientUnderTest {
  if (missing !== undefined) process.stderr.write(`The ${language} client is not tested here: ${missing}.\n`);
  let app: TestApp;
  let server: TestServer;
  let program: NativeProgram;
  beforeAll(async () => {
    if (missing !== undefined) return;
    program = await start();
    app = await startTestApp();
    server = await serveTestApp(app);
    // A compiler alone takes half a minute of CPU, or several.
  }, 1_800_000);
  afterAll(async () => {
    await program?.stop();
    await server?.stop();
    await app?.stop();
  });
  const ask: NativeProgram["ask"] = (order) => program.ask(order);
  const told = async (order: Readonly<Record<string, unknown>>) => {
    const answer = await ask(order);
    expect(answer.failed ?? answer.malformed).toBeUndefined();
    return answer.told;
  };
  return { language, test: test.skipIf(missing !== undefined), app: () => app, server: () => server, ask, told };
}

/** Calls, errors, pages, and values of every shape. @param misfit what the client says of a text where a whole number belongs. */
export function testValues(on: ClientUnderTest, misfit: string): void {
  on.test.for(["story", "errors", "pages"])(`${on.language}: the client tells its part: %s`, async (scene) => {
    await on.told({ do: scene, url: on.server().url });
  });

  on.test(`${on.language}: values of odd contracts, and of their later versions, come back as they were`, async () => {
    const values = oddValues.map((json) => ({ type: "odd.ThingsPutInput", json }));
    for (const { type, json } of [...values, { type: "odd.ThingsWordsInput", json: wordValues }])
      expect(await on.ask({ do: "codec", type, json })).toEqual({ json });
  });

  on.test(`${on.language}: a field that the app does not know is passed over`, async () => {
    const json = { ...oddValues[0], label: { string: "s", type: "t", later: { a: [1] } } };
    expect(await on.ask({ do: "codec", type: "odd.ThingsPutInput", json })).toEqual({ json: oddValues[0] });
  });

  on.test(`${on.language}: values of generated contracts come back as they were`, async () => {
    for (const [type, value] of randomValues) {
      const json = JSON.parse(JSON.stringify(value));
      expect([type, await on.ask({ do: "codec", type, json })]).toEqual([type, { json }]);
    }
  });

  on.test(`${on.language}: names that the language has taken are those of the contract on the wire`, async () => {
    for (const [type, json] of wordValuesByType)
      expect([type, await on.ask({ do: "codec", type, json })]).toEqual([type, { json }]);
  });

  on.test(`${on.language}: what does not fit is refused with its path`, async () => {
    const json = { ...oddValues[0], line: ["a", null, 1, "two"] };
    expect(await on.ask({ do: "codec", type: "odd.ThingsPutInput", json })).toEqual({
      malformed: expect.stringContaining(misfit),
    });
  });
}

/** One refresh for all waiting calls. */
export function testSession(on: ClientUnderTest): void {
  on.test(`${on.language}: calls whose token has ended are all answered, after one refresh`, async () => {
    const { username, token } = await enrol(on.app());
    await on.told({ do: "open session", url: on.server().url, token });
    await sql`update access_token set expires_at = now()`.execute(on.app().database.db);
    const before = on.server().requests.length;
    expect(await on.told({ do: "call together", count: 20 })).toEqual(Array.from({ length: 20 }, () => username));
    const refreshes = on
      .server()
      .requests.slice(before)
      .filter(({ path }) => path.startsWith("/trpc/sessions.refresh"));
    expect(refreshes).toHaveLength(1);
  });

  on.test(`${on.language}: a session that was ended elsewhere is forgotten, and the app is told`, async () => {
    const { token } = await enrol(on.app());
    await on.told({ do: "open session", url: on.server().url, token });
    await sql`delete from session`.execute(on.app().database.db);
    expect(await on.told({ do: "call alone" })).toEqual({ code: "unauthorized", isKept: false, signInsNeeded: 1 });
  });
}

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

/** Retries, deadlines and cancellation. */
export function testFaults(on: ClientUnderTest): void {
  on.test(
    `${on.language}: a mutation with a key is repeated under the same key, one without is sent once`,
    async () => {
      const script = await serveScript(busy, broken, envelope(null));
      expect(await on.told({ do: "write", url: script.url, isKeyed: true })).toBe("done");
      const keys = script.requests.map(({ headers }) => headers.get("idempotency-key"));
      expect([keys.length, new Set(keys).size, keys[0]]).toEqual([3, 1, expect.stringMatching(/^[0-9a-f-]{36}$/i)]);
      await script.stop();
      const once = await serveScript(broken);
      expect(await on.told({ do: "write", url: once.url, isKeyed: false })).toBe("network");
      expect(once.requests).toHaveLength(1);
      await once.stop();
    },
  );

  on.test.for(["deadline", "cancel"])(`${on.language}: %s ends a call, and its request`, async (how) => {
    let onClosed = () => {};
    const closed = new Promise<void>((resolve) => {
      onClosed = resolve;
    });
    const silent = await serveScript((response) => {
      response.on("close", onClosed);
    });
    expect(await on.told({ do: how, url: silent.url })).toBe(how === "deadline" ? "timeout" : "cancelled");
    await closed;
    await silent.stop();
  });
}

const streaming =
  (...frames: string[]): Script =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(frames.join(""));
  };
const message = (json: string, id: string) => `data: ${json}\nid: ${id}\n\n\n`;

/** Streams with resume. */
export function testStreams(on: ClientUnderTest): void {
  on.test(`${on.language}: a stream that breaks goes on after its last message, and tells of a gap`, async () => {
    const script = await serveScript(
      streaming("event: connected\ndata: {}\nid: c0\n\n\n", message('{"a":1}', "c1")),
      busy,
      streaming(message('{"a":2}', "c2"), "event: ping\ndata: \nid: c3\n\n\n", 'data: {"a":'),
      streaming(message('{"reset":true}', "c9"), message('{"a":3}', "c10")),
    );
    const told = await on.ask({ do: "stream", url: script.url, count: 4 });
    expect(told).toEqual({ told: ['c1 {"a":1}', 'c2 {"a":2}', "c9 reset", 'c10 {"a":3}'] });
    const after = script.requests.map(({ headers }) => headers.get("last-event-id"));
    expect(after).toEqual([null, "c1", "c1", "c3"]);
    await script.stop();
  });

  on.test(`${on.language}: a stream that is refused fails with what the service says`, async () => {
    const shape = { message: "No.", code: -32600, data: { reason: "forbidden", httpStatus: 403 } };
    const frame = `event: connected\ndata: {}\n\n\nevent: serialized-error\ndata: ${JSON.stringify(shape)}\n\n\n`;
    const script = await serveScript(streaming(frame));
    expect(await on.ask({ do: "stream", url: script.url, count: 1, after: "c5" })).toEqual({ told: "forbidden" });
    expect(script.requests.map(({ headers }) => headers.get("last-event-id"))).toEqual(["c5"]);
    await script.stop();
  });
}

/** A call of the TypeScript client by name. */
export async function inTypeScript(client: Client, name: string, input: unknown): Promise<unknown> {
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
export function comparable(ending: unknown): unknown {
  const text = JSON.stringify(ending).replace(moment, (time) => new Date(time).toISOString());
  return JSON.parse(maskVaryingValues(text).replace(random, '"random":""'));
}

/** Every procedure as the TypeScript client sees it. */
export function testParity(on: ClientUnderTest): void {
  on.test(`${on.language}: every procedure ends as in the TypeScript client, done or refused`, async () => {
    const twins: readonly [ReplicaApp, ReplicaApp] = [await startReplicaApp(), await startReplicaApp()];
    const servers = await Promise.all(twins.map(({ app: twin }) => serveTestApp(twin)));
    const [first, second] = [servers[0]?.url ?? "", servers[1]?.url ?? ""];
    const called = new Set<string>();
    const done = new Set<string>();
    for (const { name, input, credential } of parityCalls) {
      const [ours, theirs] = twins.map((twin) => ({ ...twin.headersFor(credential), "x-request-id": "both-clients" }));
      const order = { do: "call", url: first, headers: ours, name, input };
      const { malformed, ...ending } = await on.ask(order);
      // Values that the language's types cannot express are not sent.
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
}

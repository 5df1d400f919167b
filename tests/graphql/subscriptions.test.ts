import { connect } from "node:net";
import { EventSource } from "eventsource";
import { type Client, type ClientOptions, createClient } from "graphql-sse";
import { expect, onTestFinished, test } from "vitest";
import { startLiveServer } from "../live/live-server.ts";
import { openSse, readSse } from "../live/sse.ts";

const document = `subscription ($tag: String) {
  change: thingsChanges(tag: $tag) { __typename ... on ThingsChangesPayload { tag } ... on StreamReset { reset } ... on ApiError { code } }
}`;

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: object }[];
  readonly extensions?: { readonly lastEventId?: string };
}

const quick = { retryAttempts: 50, retry: () => new Promise<void>((resolve) => setTimeout(resolve, 10)) };

/** The client of graphql-sse, which wrote the protocol. */
function clientOf(url: string, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({ url: `${url}/graphql`, ...quick, ...options });
  onTestFinished(() => client.dispose());
  return client;
}

/** Subscribes, and collects what the client reports. */
function follow(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const results: Result[] = [];
  const { promise: over, resolve } = Promise.withResolvers<unknown>();
  const leave = client.subscribe<Record<string, unknown>, Result["extensions"]>(
    { query, variables },
    {
      next: (result) => void results.push(JSON.parse(JSON.stringify(result))),
      complete: () => resolve("complete"),
      error: resolve,
    },
  );
  return { results, over, leave };
}

const change = (tag: string, position: number) => ({
  data: { change: { __typename: "ThingsChangesPayload", tag } },
  extensions: { lastEventId: `c${position}` },
});

/** Waits until so many streams are open. */
const untilOpen = ({ streams }: Awaited<ReturnType<typeof startLiveServer>>, count = 1) =>
  expect.poll(streams.count).toBe(count);

test("graphql-sse's client gets each message as its document asks, with its resume position, until it leaves", async () => {
  const live = await startLiveServer();
  const { results, leave } = follow(clientOf(live.url), document, { tag: "wood" });
  await untilOpen(live);
  for (const tag of ["wood", "glue", "wood"]) live.append(tag);
  await expect.poll(() => results).toEqual([change("wood", 1), change("wood", 3)]);
  leave();
  await untilOpen(live, 0);
});

test("graphql-sse's client continues after lost connections, without a gap or a repetition", async () => {
  const live = await startLiveServer();
  const results: Result[] = [];
  const headers = (): Record<string, string> => {
    const position = results.at(-1)?.extensions?.lastEventId;
    return position === undefined ? {} : { "last-event-id": position };
  };
  const followed = follow(clientOf(live.url, { headers }), document);
  const read = () => {
    results.splice(0, results.length, ...followed.results);
    return results;
  };
  await untilOpen(live);
  live.append("first");
  await expect.poll(() => read().length).toBe(1);
  live.cut();
  for (const tag of ["meanwhile", "later"]) live.append(tag);
  await expect.poll(read).toEqual([change("first", 1), change("meanwhile", 2), change("later", 3)]);
});

test("a stream begins after lastEventId, and a gap is a member of the union", async () => {
  const live = await startLiveServer();
  for (const tag of ["a", "b", "c"]) live.append(tag);
  const resumed = document.replace("tag: $tag", "tag: $tag, lastEventId: $after").replace("($tag", "($after: ID, $tag");
  const { results } = follow(clientOf(live.url), resumed, { after: "c1" });
  await expect.poll(() => results).toEqual([change("b", 2), change("c", 3)]);
  live.log.forget(2);
  const late = follow(clientOf(live.url), resumed, { after: "c0" });
  await expect
    .poll(() => late.results)
    .toEqual([{ data: { change: { __typename: "StreamReset", reset: true } }, extensions: { lastEventId: "c3" } }]);
});

const own = "subscription { thingsOwn { ... on ThingsOwnPayload { tag by } } }";

test("a stream ends with its session, and its client must sign in again", async () => {
  const live = await startLiveServer();
  const { results, over } = follow(clientOf(live.url, { headers: { authorization: "Bearer ada" } }), own);
  await untilOpen(live);
  live.append("wood");
  await expect.poll(() => results).toMatchObject([{ data: { thingsOwn: { tag: "wood", by: "ada" } } }]);
  live.viewers.delete("ada");
  expect(await over).toBe("complete");
  expect(results.slice(1)).toMatchObject([
    { data: { thingsOwn: null }, errors: [{ extensions: { code: "unauthorized", status: 401 } }] },
  ]);
});

test.each([
  ["a declared error is a value", document, { data: { change: { __typename: "NotFoundError", code: "not_found" } } }],
  ["a missing token stands in errors", own, { errors: [{ extensions: { code: "unauthorized" } }] }],
  ["an unknown field is reported", "subscription { nothing }", { errors: [{ extensions: { code: "malformed" } }] }],
  [
    "a variable that does not fit is reported",
    document.replace("$tag: String", "$tag: String!").replace("$tag", "$other: Int!, $tag"),
    { errors: [{ message: expect.stringContaining("$other") }] },
  ],
  [
    "two fields are refused",
    "subscription { thingsChanges { __typename } thingsOwn { __typename } }",
    { errors: [{}] },
  ],
  ["a query is answered once", "{ ok }", { data: { ok: true } }],
])("by Server-Sent Events %s, and the operation is complete", async (_, query, result) => {
  const { url } = await startLiveServer();
  const { results, over } = follow(clientOf(url), query, { tag: "missing" });
  expect(await over).toBe("complete");
  expect(results).toMatchObject([result]);
});

test("a subscription without Accept: text/event-stream is refused", async () => {
  const { url } = await startLiveServer();
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: document }),
  });
  expect([response.status, (await response.json()).errors[0].message]).toEqual([
    400,
    "A subscription is streamed: send Accept: text/event-stream.",
  ]);
});

const post = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    body: JSON.stringify({ query: document }),
  });

test("streams share a message; each gets the fields that it asks for", async () => {
  const live = await startLiveServer();
  const client = clientOf(live.url);
  const followed = [document, document, "subscription { thingsChanges { ... on ThingsChangesPayload { more } } }"].map(
    (query) => follow(client, query),
  );
  await untilOpen(live, 3);
  live.append("wood", 3);
  await expect
    .poll(() => followed.map(({ results }) => results[0]))
    .toEqual([
      change("wood", 1),
      change("wood", 1),
      { data: { thingsChanges: { more: "xxx" } }, extensions: { lastEventId: "c1" } },
    ]);
  expect(live.made()).toBe(1);
});

test("a message that cannot be created is a gap, and keep-alives move the position", async () => {
  const live = await startLiveServer({ heartbeatMs: 20 });
  const reader = readSse(await post(live.url));
  live.append("broken");
  expect(JSON.parse((await reader.next())?.data ?? "")).toMatchObject({ data: { change: { reset: true } } });
  live.append("nobody");
  live.append("wood");
  const next = await reader.next();
  expect([next?.event, next?.id]).toEqual(["next", "c3"]);
  reader.leave();
});

test("a native EventSource follows a subscription, and resumes by itself", async () => {
  const live = await startLiveServer();
  const query = encodeURIComponent("subscription { thingsChanges { ... on ThingsChangesPayload { tag } } }");
  const source = new EventSource(`${live.url}/graphql?query=${query}`);
  onTestFinished(() => source.close());
  const tags: unknown[] = [];
  source.addEventListener("next", ({ data }) => tags.push(JSON.parse(data).data.thingsChanges.tag));
  await untilOpen(live);
  live.cut();
  live.append("meanwhile");
  await expect.poll(() => tags).toEqual(["meanwhile"]);
});

test("a reader that does not read is cut off, so that memory is bounded", async () => {
  const live = await startLiveServer({ maxBufferedBytes: 50_000 });
  const { port, hostname } = new URL(live.url);
  const body = JSON.stringify({ query: "subscription { thingsChanges { ... on ThingsChangesPayload { more } } }" });
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => {});
  socket.pause();
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await untilOpen(live);
  for (let sent = 0; sent < 300 && live.streams.count() > 0; sent++) {
    live.append("wood", 100_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await untilOpen(live, 0);
  expect(live.logLines).toContainEqual(expect.objectContaining({ event: "live.stream_ended", reason: "slow" }));
});

test("a process that is stopping sends clients a reconnection time", async () => {
  const live = await startLiveServer();
  live.streams.close();
  expect((await post(live.url)).status).toBe(503);
  const query = encodeURIComponent(document);
  const native = await openSse(`${live.url}/graphql?query=${query}`);
  expect([native.response.status, await native.next()]).toEqual([200, undefined]);
  expect(native.text()).toContain("retry:");
});

import { createTRPCClient, httpSubscriptionLink, TRPCClientError } from "@trpc/client";
import { EventSource } from "eventsource";
import { expect, onTestFinished, test } from "vitest";
import type { RouterOf } from "../../server/surfaces/trpc/router-type.ts";
import { type LiveServer, type liveApi, startLiveServer } from "./live-server.ts";

interface Options {
  readonly connectionParams?: Record<string, string> | null | (() => Promise<Record<string, string>>);
  readonly eventSourceOptions?: ConstructorParameters<typeof EventSource>[1];
}

/** tRPC's own client over its own link. */
const clientOf = (url: string, { connectionParams = null, eventSourceOptions = {} }: Options = {}) =>
  createTRPCClient<RouterOf<typeof liveApi>>({
    links: [httpSubscriptionLink({ url: `${url}/trpc`, EventSource, connectionParams, eventSourceOptions })],
  });

/** The reports of a subscription of tRPC's client. */
function observe() {
  const messages: { readonly id: string; readonly data: object }[] = [];
  const states: string[] = [];
  let fail = (_error: unknown) => {};
  const failed = new Promise<unknown>((resolve) => {
    fail = resolve;
  });
  return {
    messages,
    states,
    failed,
    callbacks: {
      onData: (message: { id: string; data: object }) => void messages.push(message),
      onConnectionStateChange: ({ state }: { state: string }) => void states.push(state),
      onError: fail,
    },
  };
}

/** Subscribes to `things.changes` and waits until the stream is open. */
async function follow({ url }: Pick<LiveServer, "url">, input: { tag?: string; lastEventId?: string } = {}) {
  const observed = observe();
  const subscription = clientOf(url).things.changes.subscribe(input, observed.callbacks);
  onTestFinished(() => subscription.unsubscribe());
  await expect.poll(() => observed.states.at(-1)).toBe("pending");
  return { ...observed, subscription };
}

/** Subscribes to `things.own`, which asks for a viewer. */
function followOwn({ url }: Pick<LiveServer, "url">, options: Options) {
  const observed = observe();
  const subscription = clientOf(url, options).things.own.subscribe({}, observed.callbacks);
  onTestFinished(() => subscription.unsubscribe());
  return observed;
}

test("httpSubscriptionLink: passes each message with its id, and stops the stream with unsubscribe", async () => {
  const harness = await startLiveServer();
  const { messages, subscription } = await follow(harness, { tag: "wood" });
  for (const tag of ["wood", "glue", "wood"]) harness.append(tag);
  await expect
    .poll(() => messages)
    .toMatchObject([
      { id: "c1", data: { tag: "wood" } },
      { id: "c3", data: { tag: "wood" } },
    ]);
  subscription.unsubscribe();
  await expect.poll(harness.streams.count).toBe(0);
});

test("httpSubscriptionLink: continues after lost connections, without a gap or a repetition", async () => {
  const harness = await startLiveServer();
  const { messages, states } = await follow(harness);
  harness.append("first");
  await expect.poll(() => messages.length).toBe(1);
  harness.cut();
  harness.append("meanwhile");
  await expect.poll(() => messages.length).toBe(2);
  harness.cut();
  harness.append("later");
  await expect.poll(() => messages.map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
  expect(states).toEqual(["connecting", "pending", "connecting", "pending", "connecting", "pending"]);
});

test("httpSubscriptionLink: a reader that was cut off before its first message misses none", async () => {
  const harness = await startLiveServer();
  const { messages } = await follow(harness);
  harness.cut();
  harness.append("meanwhile");
  await expect.poll(() => messages).toMatchObject([{ id: "c1", data: { tag: "meanwhile" } }]);
});

test("httpSubscriptionLink: begins after the id in the input, and gets a reset where the log does not reach it", async () => {
  const harness = await startLiveServer();
  for (const tag of ["a", "b", "c"]) harness.append(tag);
  const { messages } = await follow(harness, { lastEventId: "c1" });
  await expect.poll(() => messages.map(({ id }) => id)).toEqual(["c2", "c3"]);
  harness.log.forget(2);
  const late = await follow(harness, { lastEventId: "c0" });
  await expect.poll(() => late.messages).toMatchObject([{ data: { reset: true } }]);
});

const headers = { authorization: "Bearer ada" };

test.each<[string, Options]>([
  ["a token in connectionParams", { connectionParams: async () => ({ token: "ada" }) }],
  ["the session cookie", { eventSourceOptions: sending({ cookie: "__Host-dovetail=ada" }) }],
  ["a header, where its EventSource sends some", { eventSourceOptions: sending(headers) }],
  [
    "a header before connectionParams",
    { eventSourceOptions: sending(headers), connectionParams: { token: "mallory" } },
  ],
])("httpSubscriptionLink: signs in by %s", async (_how, options) => {
  const harness = await startLiveServer();
  const { messages, states } = followOwn(harness, options);
  await expect.poll(() => states.at(-1)).toBe("pending");
  harness.append("wood");
  await expect.poll(() => messages).toMatchObject([{ data: { tag: "wood", by: "ada" } }]);
});

/** The options of an EventSource that sends these headers. */
function sending(own: Record<string, string>) {
  return {
    fetch: (url: string | URL, init: RequestInit) =>
      fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...own } }),
  };
}

const refusals: readonly [string, Options, object][] = [
  ["no token", {}, { httpStatus: 401, reason: "unauthorized" }],
  ["an ended session's token", { connectionParams: { token: "mallory" } }, { httpStatus: 401, reason: "unauthorized" }],
  [
    "a token that is no text",
    { connectionParams: async () => Object({ token: 7 }) },
    { httpStatus: 400, reason: "malformed" },
  ],
];

test.each(refusals)(
  "httpSubscriptionLink: with %s it fails with the contract's reason",
  async (_what, options, data) => {
    const harness = await startLiveServer();
    const { failed } = followOwn(harness, options);
    const error = await failed;
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(error).toMatchObject({ data });
    expect(JSON.stringify(harness.logLines)).not.toContain("mallory");
  },
);

test("httpSubscriptionLink: a declared error reaches onError before the stream begins", async () => {
  const harness = await startLiveServer();
  const { callbacks, failed } = observe();
  clientOf(harness.url).things.changes.subscribe({ tag: "missing" }, callbacks);
  expect(await failed).toMatchObject({ data: { reason: "not_found", errors: { thing: ["not found"] } } });
});

test("httpSubscriptionLink: when its session ends, the stream ends with unauthorized", async () => {
  const harness = await startLiveServer();
  const { failed, states } = followOwn(harness, { connectionParams: { token: "ada" } });
  await expect.poll(() => states.at(-1)).toBe("pending");
  harness.viewers.delete("ada");
  expect(await failed).toMatchObject({ data: { reason: "unauthorized" } });
});

test("httpSubscriptionLink: waits while a process is stopping or full, and then continues", async () => {
  const harness = await startLiveServer({ maxStreams: 1 });
  const first = await follow(harness);
  const { messages, states, callbacks } = observe();
  const second = clientOf(harness.url).things.changes.subscribe({}, callbacks);
  onTestFinished(() => second.unsubscribe());
  await expect.poll(() => states.slice(0, 4)).toEqual(["connecting", "pending", "connecting", "connecting"]);
  first.subscription.unsubscribe();
  const message = () => {
    harness.append("wood");
    return messages[0];
  };
  await expect.poll(message).toMatchObject({ data: { tag: "wood" } });
});

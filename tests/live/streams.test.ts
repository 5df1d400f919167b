import { connect } from "node:net";
import { EventSource } from "eventsource";
import { expect, onTestFinished, test } from "vitest";
import { startLiveServer } from "./live-server.ts";
import { createMemoryLog } from "./memory-log.ts";
import { openSse } from "./sse.ts";

const stream = "/api/live/things";

test("a reader gets each message once, in order, with a resume position", async () => {
  const { url, append } = await startLiveServer();
  const reader = await openSse(url + stream);
  expect([reader.response.status, reader.response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  append("wood");
  append("nobody");
  append("glue");
  expect(await reader.next()).toEqual({ event: "message", data: '{"tag":"wood"}', id: "c1" });
  expect(await reader.next()).toEqual({ event: "message", data: '{"tag":"glue"}', id: "c3" });
});

test("a reader that comes back gets what it missed, by the header, and by the input", async () => {
  const { url, append } = await startLiveServer();
  const first = await openSse(url + stream);
  append("wood");
  await first.next();
  first.leave();
  append("glue");
  append("steel");
  const byHeader = await openSse(url + stream, { "last-event-id": "c1" });
  expect(await byHeader.take(2)).toEqual([{ tag: "glue" }, { tag: "steel" }]);
  const byInput = await openSse(`${url}${stream}?lastEventId=c2`);
  expect(await byInput.take(1)).toEqual([{ tag: "steel" }]);
  append("last");
  expect([await byHeader.take(1), await byInput.take(1)]).toEqual([[{ tag: "last" }], [{ tag: "last" }]]);
});

test("a reader that left before its first message resumes from where it began", async () => {
  const { url, append } = await startLiveServer();
  append("before");
  const reader = await openSse(url + stream);
  expect(await Promise.race([reader.next(), new Promise((resolve) => setTimeout(resolve, 50, "none"))])).toBe("none");
  expect(reader.lastId()).toBe("c1");
});

test("a position that is no longer in the log gives one reset, and then the stream continues", async () => {
  const { url, append, log } = await startLiveServer();
  for (const tag of ["a", "b", "c", "d"]) append(tag);
  log.forget(3);
  const reader = await openSse(url + stream, { "last-event-id": "c1" });
  expect(await reader.next()).toEqual({ event: "reset", data: '{"reset":true}', id: "c4" });
  append("e");
  expect(await reader.next()).toEqual({ event: "message", data: '{"tag":"e"}', id: "c5" });
});

test("many readers that reconnect at once share the messages they missed: each is created once", async () => {
  const { url, append, made } = await startLiveServer();
  const tags = Array.from({ length: 250 }, (_, at) => `t${at}`);
  for (const tag of tags) append(tag);
  const readers = await Promise.all(
    Array.from({ length: 30 }, (_, at) => openSse(url + stream, { "last-event-id": `c${at}` })),
  );
  const received = await Promise.all(readers.map((reader, at) => reader.take(tags.length - at)));
  expect(received).toEqual(readers.map((_, at) => tags.slice(at).map((tag) => ({ tag }))));
  expect(made()).toBe(tags.length);
});

test.each([
  ["behind", 1],
  ["beyond", 5],
])(
  "an open stream whose log was replaced by a backup ends, and its reader gets one reset: %s its position",
  async (_, count) => {
    const { url, append, log, logLines } = await startLiveServer();
    const reader = await openSse(url + stream);
    for (const tag of ["a", "b", "c"]) append(tag);
    expect(await reader.take(3)).toHaveLength(3);
    log.restore(1);
    for (let at = 0; at < count; at++) append("after");
    expect(await reader.next()).toBeUndefined();
    expect(logLines.map(({ event }) => event)).toContain("live.log_replaced");
    const again = await openSse(url + stream, { "last-event-id": reader.lastId() ?? "" });
    expect(await again.next()).toMatchObject({ event: "reset", id: `cc${1 + count}` });
    append("next");
    expect(await again.next()).toMatchObject({ data: '{"tag":"next"}', id: `cc${2 + count}` });
  },
);

test("while a reader passes over much that does not concern it, keep-alives move its position", async () => {
  const log = createMemoryLog();
  for (let at = 0; at < 150; at++) log.append("account.registered", { accountId: 1, username: "steel" });
  const { read } = log;
  // The second page does not come: what the reader knows by then is from the first.
  const live = await startLiveServer(
    { heartbeatMs: 0 },
    { ...log, read: (after, max) => (after === 100 ? new Promise(() => {}) : read(after, max)) },
  );
  const reader = await openSse(`${live.url}${stream}?tag=wood`, { "last-event-id": "c0" });
  void reader.next();
  await expect.poll(reader.lastId).toBe("c100");
});

test("readers with the same input share one message, and readers with another get their own selection", async () => {
  const { url, append, made } = await startLiveServer();
  const [all, wood, glue] = await Promise.all(
    ["", "?tag=wood", "?tag=glue"].map((query) => openSse(url + stream + query)),
  );
  append("wood");
  append("glue");
  expect(await all?.take(2)).toEqual([{ tag: "wood" }, { tag: "glue" }]);
  expect(await wood?.take(1)).toEqual([{ tag: "wood" }]);
  expect(await glue?.take(1)).toEqual([{ tag: "glue" }]);
  expect(made()).toBe(2);
});

test("an input that is refused, or a subject that is missing, is answered before the stream begins", async () => {
  const { url } = await startLiveServer();
  expect((await openSse(`${url}${stream}?tag=missing`)).response.status).toBe(404);
  expect((await openSse(`${url}/api/live/own`)).response.status).toBe(401);
});

test("a message that cannot be created is reported as a gap, to live readers and to returning ones", async () => {
  const { url, append, logLines } = await startLiveServer();
  const reader = await openSse(url + stream);
  append("broken");
  append("wood");
  expect([(await reader.next())?.event, (await reader.next())?.data]).toEqual(["reset", '{"tag":"wood"}']);
  const again = await openSse(url + stream, { "last-event-id": "c0" });
  expect([(await again.next())?.event, (await again.next())?.data]).toEqual(["reset", '{"tag":"wood"}']);
  expect(logLines.some(({ event }) => event === "live.message_failed")).toBe(true);
});

test("HEAD returns the head of a stream, and reads nothing for it", async () => {
  const { url, log, streams } = await startLiveServer();
  const head = await fetch(url + stream, { method: "HEAD" });
  expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  await expect
    .poll(async () => {
      const before = log.reads();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return log.reads() - before;
    })
    .toBe(0);
  expect(streams.count()).toBe(0);
});

test("a stream that begins while the last other one ends gets its messages", async () => {
  const { url, append } = await startLiveServer();
  for (let round = 0; round < 10; round++) {
    const leaving = await openSse(url + stream);
    const coming = openSse(url + stream);
    leaving.leave();
    const reader = await coming;
    append("wood");
    expect(await reader.take(1)).toEqual([{ tag: "wood" }]);
    reader.leave();
  }
});

test("a reader that does not read is cut off, so that memory is bounded, and comes back with its position", async () => {
  const maxBufferedBytes = 65_536;
  const { url, append, streams, logLines } = await startLiveServer({ maxBufferedBytes });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => {});
  socket.pause();
  socket.write(`GET ${stream} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
  await expect.poll(streams.count).toBe(1);
  const prompt = await openSse(url + stream);
  // More than the system's own buffers take.
  const reading = prompt.take(50);
  for (let count = 0; count < 50; count++) append("large", 100_000);
  expect(await reading).toHaveLength(50);
  await expect.poll(streams.count).toBe(1);
  expect(logLines).toContainEqual(expect.objectContaining({ event: "live.stream_ended", reason: "slow" }));
  const back = await openSse(url + stream, { "last-event-id": "c30" });
  expect(await back.take(20)).toHaveLength(20);
});

test("a native EventSource is not sent away for good by a process that is stopping", async () => {
  const { url, append, streams } = await startLiveServer();
  const source = new EventSource(url + stream);
  onTestFinished(() => source.close());
  const got: unknown[] = [];
  source.addEventListener("message", ({ data, lastEventId }) => got.push([JSON.parse(data).tag, lastEventId]));
  await expect.poll(streams.count).toBe(1);
  append("before");
  await expect.poll(() => got).toEqual([["before", "c1"]]);
  let refusals = 0;
  source.addEventListener("error", () => (refusals += 1));
  streams.close();
  append("meanwhile");
  await expect.poll(() => refusals).toBeGreaterThan(2);
  expect(source.readyState).toBe(source.CONNECTING);
  expect((await fetch(url + stream)).status).toBe(503);
});

test("a stream of a tenant ends when its reader is no longer a member, and is refused from then on", async () => {
  const { url, append, members } = await startLiveServer();
  const headers = { authorization: "Bearer ada" };
  const reader = await openSse(`${url}/api/live/teams/red`, headers);
  append("wood");
  expect(await reader.take(1)).toEqual([{ tag: "wood" }]);
  members.delete("ada");
  expect(await reader.next()).toBeUndefined();
  expect((await fetch(`${url}/api/live/teams/red`, { headers })).status).toBe(403);
});

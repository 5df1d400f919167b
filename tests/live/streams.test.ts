import { expect, test } from "vitest";
import { startLive } from "./rig.ts";
import { openSse } from "./sse.ts";

const stream = "/api/live/things";

test("a reader gets each message once, in order, with a resume position", async () => {
  const { url, tell } = await startLive();
  const reader = await openSse(url + stream);
  expect([reader.response.status, reader.response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  tell("wood");
  tell("nobody");
  tell("glue");
  expect(await reader.next()).toEqual({ event: "message", data: '{"tag":"wood"}', id: "c1" });
  expect(await reader.next()).toEqual({ event: "message", data: '{"tag":"glue"}', id: "c3" });
});

test("a reader that comes back gets what it missed, by the header, and by the input", async () => {
  const { url, tell } = await startLive();
  const first = await openSse(url + stream);
  tell("wood");
  await first.next();
  first.leave();
  tell("glue");
  tell("steel");
  const byHeader = await openSse(url + stream, { "last-event-id": "c1" });
  expect(await byHeader.take(2)).toEqual([{ tag: "glue" }, { tag: "steel" }]);
  const byInput = await openSse(`${url}${stream}?lastEventId=c2`);
  expect(await byInput.take(1)).toEqual([{ tag: "steel" }]);
  tell("last");
  expect([await byHeader.take(1), await byInput.take(1)]).toEqual([[{ tag: "last" }], [{ tag: "last" }]]);
});

test("a reader that left before its first message resumes from where it began", async () => {
  const { url, tell } = await startLive();
  tell("before");
  const reader = await openSse(url + stream);
  expect(await Promise.race([reader.next(), new Promise((resolve) => setTimeout(resolve, 50, "none"))])).toBe("none");
  expect(reader.lastId()).toBe("c1");
});

test("a position that the log no longer reaches back to gives one reset, and then the stream goes on", async () => {
  const { url, tell, log } = await startLive();
  for (const tag of ["a", "b", "c", "d"]) tell(tag);
  log.forget(3);
  const reader = await openSse(url + stream, { "last-event-id": "c1" });
  expect(await reader.next()).toEqual({ event: "reset", data: '{"reset":true}', id: "c4" });
  tell("e");
  expect(await reader.next()).toEqual({ event: "message", data: '{"tag":"e"}', id: "c5" });
});

test("readers with the same input share one message, and readers with another get their own selection", async () => {
  const { url, tell, made } = await startLive();
  const [all, wood, glue] = await Promise.all(
    ["", "?tag=wood", "?tag=glue"].map((query) => openSse(url + stream + query)),
  );
  tell("wood");
  tell("glue");
  expect(await all?.take(2)).toEqual([{ tag: "wood" }, { tag: "glue" }]);
  expect(await wood?.take(1)).toEqual([{ tag: "wood" }]);
  expect(await glue?.take(1)).toEqual([{ tag: "glue" }]);
  expect(made()).toBe(2);
});

test("an input that is refused, or a subject that is missing, is answered before the stream begins", async () => {
  const { url } = await startLive();
  expect((await openSse(`${url}${stream}?tag=missing`)).response.status).toBe(404);
  expect((await openSse(`${url}/api/live/own`)).response.status).toBe(401);
});

test("a message that cannot be made is told as a gap, to readers at the tail and to those who come back", async () => {
  const { url, tell, logLines } = await startLive();
  const reader = await openSse(url + stream);
  tell("broken");
  tell("wood");
  expect([(await reader.next())?.event, (await reader.next())?.data]).toEqual(["reset", '{"tag":"wood"}']);
  const again = await openSse(url + stream, { "last-event-id": "c0" });
  expect([(await again.next())?.event, (await again.next())?.data]).toEqual(["reset", '{"tag":"wood"}']);
  expect(logLines.some(({ event }) => event === "live.message_failed")).toBe(true);
});

import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { appendedEvents, consumersOf } from "../../server/app/consumers.ts";
import { type Consumers, registerConsumers } from "../../server/events/index.ts";

const work = async () => {};
const mail: Consumers = {
  "email.verification_requested": work,
  "email.change_requested": work,
  "password.reset_requested": work,
  "notice.due": work,
};
const cache = { consumers: { "cache.cleared": work } };

test("an event that is declared and appended by nothing is refused at start, by its name", () => {
  const appended = appendedEvents.filter((event) => event !== "notice.due");
  const consumers = [{ name: "mail", consumers: { ...mail, ...cache.consumers } }];
  expect(() => registerConsumers({ consumers, appended })).toThrow('"notice.due" is appended by nothing');
});

test("an event that no consumer reads is refused at start, by its name", () => {
  const { "notice.due": _, ...others } = mail;
  expect(() => consumersOf(cache, others)).toThrow('"notice.due" is read by no consumer');
  expect(() => consumersOf(undefined, mail)).not.toThrow();
});

test("registerConsumers: refuses a duplicate name", () => {
  const consumers = [
    { name: "mail", consumers: { ...mail, ...cache.consumers } },
    { name: "mail", consumers: { "notice.due": work } },
  ] as const;
  expect(() => registerConsumers({ consumers, appended: appendedEvents })).toThrow('called "mail"');
});

test("several consumers of one event all get it", async () => {
  const got: string[] = [];
  const reader = (name: string) => ({ name, consumers: { "notice.due": async () => void got.push(name) } });
  const consumers = [{ name: "rest", consumers: { ...mail, ...cache.consumers } }, reader("one"), reader("two")];
  const registered = registerConsumers({ consumers, appended: appendedEvents });
  const payload = { accountId: 1, to: null, about: "role_changed" } as const;
  const delivery = {
    id: "1",
    event: "notice.due",
    payload,
    attempt: 1,
    createdAt: "2026-11-29T00:00:00.000Z",
    signal: new AbortController().signal,
  } as const;
  await registered["notice.due"]?.(delivery);
  expect(got).toEqual(["one", "two"]);
});

test("every event of appendedEvents is appended somewhere", () => {
  const sources = globSync("server/**/*.ts", { exclude: ["**/*.test.ts", "server/events/append.ts"] });
  const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  const missing = appendedEvents.filter((event) => !new RegExp(`append\\(\\s*\\w+,\\s*"${event}"`).test(text));
  expect(missing, "append it, or take it out of shared/events.ts and server/app/consumers.ts").toEqual([]);
});

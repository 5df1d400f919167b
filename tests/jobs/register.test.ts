import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { enqueuedJobs, handlersOf } from "../../server/app/jobs.ts";
import { type Handlers, registerHandlers } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createRecorder } from "../support/recorder.ts";

const work = async () => {};
const mail: Handlers = {
  "mail.verification": work,
  "mail.email_change": work,
  "mail.password_reset": work,
  "mail.notice": work,
};
const cache = { handlers: { "cache.invalidate": work } };
const all = {
  name: "all",
  handlers: { ...mail, ...cache.handlers, "upkeep.sweep_jobs": work, "upkeep.delete_expired": work },
};

test("a job that is declared and enqueued by nothing is refused at start, by its name", () => {
  const enqueued = enqueuedJobs.filter((name) => name !== "mail.notice");
  expect(() => registerHandlers({ handlers: [all], enqueued })).toThrow('"mail.notice" is enqueued by nothing');
});

test("a job without a handler is refused at start, by its name", () => {
  const { "mail.notice": _, ...others } = mail;
  const upkeep = { ...createRecorder(), log: createLog("error", () => {}), eventsKeptDays: 7 };
  expect(() => handlersOf(upkeep, cache, others)).toThrow('"mail.notice" has no handler');
  expect(() => handlersOf(upkeep, undefined, mail)).not.toThrow();
});

test("registerHandlers: refuses two lists of one name, and two handlers of one job", () => {
  const again = { name: "all", handlers: { "mail.notice": work } };
  const register = () => registerHandlers({ handlers: [all, again], enqueued: enqueuedJobs });
  expect(register).toThrow('called "all"');
  expect(register).toThrow('"mail.notice" has two handlers');
});

test("every job of enqueuedJobs is enqueued somewhere", () => {
  const sources = globSync("server/**/*.ts", { exclude: ["**/*.test.ts", "server/jobs/enqueue.ts"] });
  const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  const missing = enqueuedJobs.filter((name) => !new RegExp(`enqueue(?:Delayed)?\\(\\s*\\w+,\\s*"${name}"`).test(text));
  expect(missing, "enqueue it, or take it out of shared/jobs.ts and server/app/jobs.ts").toEqual([]);
});

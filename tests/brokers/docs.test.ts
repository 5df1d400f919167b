import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { findBrokers } from "../support/brokers.ts";
import { messageOf, publisherAt } from "./pub-sub.ts";

const brokers = await findBrokers();
afterAll(() => Promise.all(brokers.map(({ stop }) => stop())));

const run = promisify(execFile);

/** The command of docs/BROKERS.md that begins so, for another port and name. */
function commandOf(program: string, port: number, own: string): string {
  const command = readFileSync("docs/BROKERS.md", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${program} `));
  if (command === undefined) throw new Error(`docs/BROKERS.md shows no ${program}`);
  return command.replace(/6379|9092/, String(port)).replace(/\bevents\b/, own);
}

test.each([
  ["redis", "redis-cli"],
  ["kafka", "kcat"],
] as const)("docs/BROKERS.md: what was published to %s is read by %s as shown", async (name, program) => {
  const broker = brokers.find((one) => one.name === name);
  if (broker === undefined || broker.reason !== undefined) return;
  const own = await broker.own();
  const { publisher } = publisherAt(broker.address(own));
  const message = messageOf("article.published", { articleId: 7 }, { key: "articleId:7" });
  await publisher.publish([message], new AbortController().signal);
  const { stdout } = await run("bash", ["-c", commandOf(program, broker.port, own)]);
  for (const part of [message.body, "articleId:7", "application/cloudevents+json"]) expect(stdout).toContain(part);
});

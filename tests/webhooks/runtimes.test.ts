import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { article, createService } from "../runtimes/service.ts";
import { enrol } from "../support/people.ts";
import { type RunningServer, type Runtime, startRuntime } from "../support/runtimes.ts";
import { openSink, withStatus } from "./sink.ts";

const environment = {
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, "key of tests").toString("base64")}`,
  MAIL_URL: "mailbox:",
  WEBHOOKS: "on",
  WEBHOOK_ALLOWED_ADDRESSES: "127.0.0.0/8",
};

const patient = { timeout: 60_000, interval: 100 };

describe.each<Runtime>(["deno", "worker"])("webhooks on %s", (runtime) => {
  let server: RunningServer;
  const { rest } = createService(() => server);

  /** A run of the cron trigger, as each minute; the other runtimes read the log all the time. */
  const afterAMinute = async () => {
    if (runtime !== "worker") return;
    expect((await fetch(`${server.url}/cdn-cgi/handler/scheduled`)).status).toBe(200);
  };

  beforeAll(async () => {
    server = await startRuntime(runtime, environment);
    await afterAMinute();
  }, 90_000);
  afterAll(() => server?.stop());

  /** An author's endpoint, and its log of attempts. */
  async function register(username: string, url: string) {
    const { token } = await enrol(server, username);
    const { status, body } = await rest("POST", "/webhooks", { token, body: { url, events: ["article.published"] } });
    expect(status, JSON.stringify(body)).toBe(201);
    const { id } = body.endpoint;
    const attempts = async () => (await rest("GET", `/webhooks/${id}/attempts`, { token })).body.attempts;
    const publish = async (title: string) => {
      const published = await rest("POST", "/articles", { token, body: { article: article(title) } });
      expect(published.status).toBe(201);
      await afterAMinute();
    };
    return { token, secret: String(body.secret), attempts, publish };
  }

  test("an event arrives once, with a signature that the reference library accepts, in the run after its commit", async () => {
    const sink = await openSink();
    const { secret, publish, attempts } = await register(`ada-${runtime}`, sink.url);
    await publish("Glue");
    await expect.poll(() => sink.received.length, patient).toBe(1);
    const [{ headers, body } = { headers: {}, body: "" }] = sink.received;
    expect(new Webhook(secret).verify(body, { ...headers })).toMatchObject({
      type: "article.published",
      data: { author: `ada-${runtime}`, slug: "glue" },
    });
    await expect.poll(attempts, patient).toMatchObject([{ attempt: 1, status: 204, error: null }]);
    await publish("More glue");
    await expect.poll(() => sink.received.length, patient).toBe(2);
  });

  test("no redirect is followed, and an answer without end ends the attempt with its status", async () => {
    const [sink, elsewhere] = [await openSink(), await openSink()];
    const { publish, attempts } = await register(`grace-${runtime}`, sink.url);
    sink.answer = (_, response) => {
      response.writeHead(200);
      response.write("and so on");
    };
    await publish("Dowels");
    await expect.poll(attempts, patient).toMatchObject([{ status: 200, error: null }]);
    sink.answer = withStatus(307, { location: elsewhere.url });
    await publish("Screws");
    await expect.poll(attempts, patient).toMatchObject([{ status: 307 }, { status: 200 }]);
    expect(elsewhere.received).toEqual([]);
  });

  test("private addresses, names of this machine and plain HTTP to others are refused", async () => {
    const { token } = await enrol(server, `alan-${runtime}`);
    const answers = await Promise.all(
      [
        "https://10.0.0.1/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://169.254.169.254/latest",
        "https://[fd00::1]/hook",
        "https://receiver.invalid/hook",
        "http://192.0.2.1/hook",
        "http://example.com/hook",
      ].map((url) => rest("POST", "/webhooks", { token, body: { url } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 422));
  });
});

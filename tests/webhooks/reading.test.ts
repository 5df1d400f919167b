import { Webhook } from "standardwebhooks";
import { readerDefinitions } from "../../server/app/readers.ts";
import { createReaders } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { expect, ownKit, test } from "../kit/index.ts";
import { openSender, seal } from "./sender.ts";
import { openSink } from "./sink.ts";

test("articles.publish: its event arrives at the author's endpoint, once, and at no other", async () => {
  const key = Buffer.alloc(32, "key of tests").toString("base64");
  const kit = await ownKit({ ENCRYPTION_KEYS: `test:${key}`, WEBHOOK_ALLOWED_ADDRESSES: "127.0.0.0/8" });
  const [ada, grace] = [kit.member("ada"), kit.member("grace")];
  const [sink, other] = [await openSink(), await openSink()];
  const { secret } = await ada.webhooks.create({ url: sink.url, events: ["article.published"] });
  await grace.webhooks.create({ url: other.url });
  const options = { db: kit.db, log: createLog("silent", () => {}) };
  const readers = createReaders(readerDefinitions(options), options);
  await readers.register();
  const article = await ada.articles.publish({ title: "Glue", description: "d", body: "b" });
  const sender = openSender(kit.db, { seal });
  for (let round = 0; round < 2; round++) {
    await readers.runOnce({ max: 100 });
    await sender.runOnce({ max: 100 });
  }
  expect(sink.received).toHaveLength(1);
  const [one] = sink.received;
  expect(new Webhook(secret ?? "").verify(one?.body ?? "", { ...one?.headers })).toMatchObject({
    type: "article.published",
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    data: { slug: article.slug, author: "ada" },
  });
  expect(other.received.filter(({ body }) => body.includes("article."))).toEqual([]);
});

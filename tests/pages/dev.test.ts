import { serve } from "@hono/node-server";
import { expect, onTestFinished, test } from "vitest";
import { devTables } from "../../server/app/dev-tables.ts";
import { createReaders } from "../../server/events/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { webhookReader } from "../../server/webhooks/index.ts";
import type { TestApp } from "../support/app.ts";
import { browserTimeoutMs, hasBrowser, startBrowser, watchedPage } from "../support/browser.ts";
import { createTestDatabase } from "../support/database.ts";
import { enrol, publish } from "../support/people.ts";
import { startRecordedApp } from "../telemetry/recorded-app.ts";
import { insertEndpoint, openSender } from "../webhooks/sender.ts";
import { openSink } from "../webhooks/sink.ts";

const log = createLog("silent", () => {});

/** Serves an application to this machine. @returns its URL. */
async function served({ application, services }: TestApp): Promise<string> {
  const answer = (request: Request) => application.fetch(request, { services, address: "127.0.0.1" });
  return new Promise((resolve) => {
    const server = serve({ fetch: answer, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
    onTestFinished(() => void server.close());
  });
}

test.runIf(hasBrowser)(
  "/dev shows what a call did: its tree, its event, the webhook, and buttons that repeat it",
  { timeout: browserTimeoutMs },
  async () => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const { db } = database;
    const app = await startRecordedApp({}, devTables(db), database);
    onTestFinished(app.stop);
    const [url, browser, sink] = [await served(app), await startBrowser(), await openSink()];
    onTestFinished(() => browser.close());
    const person = await enrol(app);
    await insertEndpoint(db, person.id, sink.url);
    const readers = createReaders([webhookReader(db)], { db, log });
    await readers.register();
    const { slug } = await publish(app, person);
    await readers.runOnce({ max: 10 });
    await openSender(db).runOnce({ max: 10 });

    const { page, complaints, origins } = await watchedPage(browser);
    await page.goto(`${url}/dev`);
    await page.getByRole("link", { name: "POST /api/articles" }).click();
    await page.getByText("append article.published").waitFor();
    await page.goto(`${url}/dev/events`);
    expect(await page.getByRole("row", { name: "article.published" }).textContent()).toContain(slug);

    await page.goto(`${url}/dev/webhooks`);
    await page.getByRole("button", { name: "Send again" }).click();
    await expect
      .poll(async () => {
        await openSender(db).runOnce({ max: 10 });
        return sink.received.length;
      })
      .toBe(2);

    await page.goto(`${url}/dev/readers`);
    await page.getByRole("button", { name: "Replay the last 10 events" }).click();
    await page.getByRole("row", { name: /^webhooks 0 1 / }).waitFor();
    for (const table of ["jobs", "deliveries", "messages"]) await page.goto(`${url}/dev/${table}`);
    // A page that is left takes its image with it.
    expect(complaints.filter((complaint) => !complaint.includes("net::ERR_ABORTED"))).toEqual([]);
    expect([...origins]).toEqual([url]);
  },
);

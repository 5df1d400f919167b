import { expect, test } from "vitest";
import { describeRuntime } from "./story.ts";
import { describeVanishedReaders } from "./stream-slots.ts";

describeRuntime("workerd", (server) => {
  describeVanishedReaders(server);

  test("assets have their media type", async () => {
    const { status, headers } = await fetch(`${server().url}/assets/site.css`);
    expect([status, headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect((await fetch(`${server().url}/assets/none.css`)).status).toBe(404);
    expect((await fetch(`${server().url}/assets/..%2Fpackage.json`)).status).toBe(404);
  });

  test("scheduled work is done at a socket of its own, for the operator's cron", async () => {
    const url = new URL(server().url);
    url.port = String(Number(url.port) + 1);
    expect((await fetch(url, { method: "POST" })).status).toBe(204);
    expect((await fetch(url)).status).toBe(405);
  });

  test("ends on SIGTERM", async () => {
    const { process } = server();
    process.kill("SIGTERM");
    await expect.poll(() => process.exitCode ?? process.signalCode, { timeout: 30_000 }).not.toBeNull();
  });
});

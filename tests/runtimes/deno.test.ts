import { expect, test } from "vitest";
import { describeRuntime } from "./story.ts";

describeRuntime("deno", (server) => {
  test("ends with status 0 on SIGTERM", async () => {
    const { process } = server();
    process.kill("SIGTERM");
    await expect.poll(() => process.exitCode, { timeout: 15_000 }).toBe(0);
  });
});

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { describeRuntime } from "./story.ts";

const isInstalled = spawnSync("bun", ["--version"]).status === 0;
if (!isInstalled) process.stderr.write("Tests of Bun are skipped: `bun` is not on the PATH (https://bun.sh).\n");

describe.skipIf(!isInstalled)("with Bun installed", () => {
  describeRuntime("bun", (server) => {
    test("ends with status 0 on SIGTERM", async () => {
      const { process } = server();
      process.kill("SIGTERM");
      await expect.poll(() => process.exitCode, { timeout: 15_000 }).toBe(0);
    });
  });
});

import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../support/runtimes.ts";
import { call, untilAnswered } from "./proxied-server.ts";

const mib = 1_048_576;
const maxRecoveryMs = 30_000;

/** A folder on its own file system; `undefined` where this user may not mount one. */
function mountDisk(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "dovetail-embedded-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256m,mode=755", "tmpfs", folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

const folder = mountDisk();

test.skipIf(folder === undefined)(
  "an embedded database whose disk is full: 503 until there is room, then it goes on by itself with all that was acknowledged",
  { timeout: 120_000 },
  async () => {
    const disk = folder ?? "";
    const server = await startServer("node", "", { environment: { DATA_DIR: join(disk, "data"), LOG_LEVEL: "error" } });
    onTestFinished(async () => {
      const exited = server.process.exitCode === null ? once(server.process, "exit") : undefined;
      server.process.kill("SIGTERM");
      await exited;
      spawnSync("umount", ["-l", disk]);
      rmSync(disk, { recursive: true, force: true });
    });
    const signUp = (name: string) => {
      const user = { username: name, email: `${name}@example.com`, password: "a fine password" };
      return call({ server }, "POST", "/api/users", { body: { user } });
    };
    expect((await signUp("before")).status).toBe(201);

    const filler = join(disk, "filler");
    expect(() => {
      for (;;) appendFileSync(filler, Buffer.alloc(mib / 4));
    }).toThrow("ENOSPC");
    // Files that the server still holds open keep their space until its process ends.
    const pid = Number(
      /\d+/.exec(spawnSync("head", ["-1", join(disk, "data", "postgres", "postmaster.pid")]).stdout.toString()),
    );
    process.kill(pid, "SIGKILL");
    await untilAnswered(
      () => call({ server }, "GET", "/readyz"),
      ({ status }) => status === 503,
      maxRecoveryMs,
    );
    expect((await signUp("meanwhile")).status).toBe(503);
    expect(server.process.exitCode).toBeNull();

    truncateSync(filler, mib);
    await untilAnswered(
      () => call({ server }, "GET", "/readyz"),
      ({ status }) => status === 200,
      maxRecoveryMs,
    );
    expect((await signUp("after")).status).toBe(201);
    expect((await call({ server }, "GET", "/api/profiles/before")).status).toBe(200);
    expect(server.output()).toContain("PostgreSQL is back");
  },
);

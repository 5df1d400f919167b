import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkProgramPath, pathsIn } from "./paths.ts";
import { run } from "./run-program.ts";

const isWindows = process.platform === "win32";

test.skipIf(isWindows).each(["/home/it's fine/# 100% ü/initdb", "/srv/[a]*{b}/initdb"])(
  "checkProgramPath: initdb works at %s",
  (initdb) => checkProgramPath({ initdb }),
);

test.skipIf(isWindows).each(['/home/"quoted"/initdb', "/home/$USER/initdb", "/home/`id`/initdb", "/home/a\\b/initdb"])(
  "checkProgramPath: %s, which a shell would expand, is refused with advice",
  (initdb) => expect(() => checkProgramPath({ initdb })).toThrow(/contains one of.*Move the project.*DATABASE_URL/),
);

test("checkProgramPath: a path beyond PostgreSQL's buffers is refused", () => {
  expect(() => checkProgramPath({ initdb: `/${"x".repeat(1000)}/initdb` })).toThrow(/is too long/);
});

test("run: the error names a user who has no entry in /etc/passwd", async () => {
  const script =
    "console.error('initdb: could not look up effective user ID 4242: user does not exist'); process.exit(1)";
  const options = { cwd: process.cwd(), env: process.env, windowsHide: true } as const;
  const failed = run("initdb", { file: process.execPath, args: ["-e", script], options }, 10_000);
  await expect(failed).rejects.toThrow(/user 4242.*no entry in \/etc\/passwd.*DATABASE_URL/);
});

test.skipIf(isWindows || process.getuid?.() !== 0)(
  "pathsIn: the server's user may traverse all folders that root created for it, whatever the umask",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "paths-"));
    const umask = process.umask(0o077);
    onTestFinished(() => {
      process.umask(umask);
      rmSync(folder, { recursive: true });
    });
    pathsIn(join(folder, "srv", "dovetail", "data"));
    pathsIn(join(folder, "srv", "dovetail", "data"));
    for (const path of ["srv", "srv/dovetail", "srv/dovetail/data"])
      expect(statSync(join(folder, path)).mode & 0o777).toBe(0o755);
  },
);

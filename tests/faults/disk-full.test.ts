import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdtempSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, type Database } from "../../server/database/index.ts";
import { enrol, type Person } from "../support/people.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";
import { urlOf } from "../support/template.ts";
import { type Answer, call, expectUnavailable, fieldsIn, untilAnswered } from "./proxied-server.ts";

const tmpfs = (folder: string, options: string) =>
  spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { encoding: "utf8" });
const umount = (folder: string) => spawnSync("umount", ["-l", folder]);

/** A folder on its own file system, or why there is none. */
function mountDisk(): { readonly folder: string } | { readonly reason: string } {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return { reason: "only root on Linux may mount" };
  const folder = mkdtempSync(join(tmpdir(), "dovetail-disk-"));
  const { status, stderr } = tmpfs(folder, "size=64m");
  if (status === 0) return { folder };
  rmSync(folder, { recursive: true });
  return { reason: stderr.trim() };
}

const disk = mountDisk();
const folder = "folder" in disk ? disk.folder : undefined;
if ("reason" in disk) process.stderr.write(`The test of a full disk is skipped: ${disk.reason}.\n`);

const mib = 1024 * 1024;
const sparePlace = 8 * mib;
const maxRecoveryMs = 10_000;
const name = `dovetail_disk_${randomBytes(6).toString("hex")}`;

const administration = () => new pg.Pool({ connectionString: inject("clusterUrl"), max: 1 });
const resize = (bytes: number) => tmpfs(folder ?? "", `remount,size=${Math.ceil(bytes)}`);

let database: Database;
let server: ServerProcess;
let author: Person;

const start = () => startServer("node", urlOf(inject("clusterUrl"), name), { environment: { LOG_LEVEL: "warn" } });

/** A database on that disk, with little free space. */
beforeAll(async () => {
  if (folder === undefined) return;
  const admin = administration();
  const { rows } = await admin.query("select current_setting('data_directory') as path");
  const { uid, gid } = statSync(String(rows[0].path));
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
  await admin.query(`create tablespace ${name} location '${folder}'`);
  await admin.query(`create database ${name} template ${inject("template").name} tablespace ${name}`);
  await admin.end();
  const { bsize, blocks, bfree } = statfsSync(folder);
  resize((blocks - bfree) * bsize + sparePlace);
  const url = urlOf(inject("clusterUrl"), name);
  const bounds = { maxConnections: 2, maxWaiting: 10, connectTimeoutMs: 10_000, statementTimeoutMs: 10_000 };
  database = connect(url, { ...bounds, onConnectionError: () => {} });
  author = await enrol({ database: { ...database, url, drop: async () => {} } });
  server = await start();
});

afterAll(async () => {
  if (folder === undefined) return;
  server?.process.kill("SIGKILL");
  await database?.close();
  const admin = administration();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`drop tablespace if exists ${name}`);
  await admin.end();
  umount(folder);
  rmSync(folder, { recursive: true, force: true });
});

/** Text that does not compress. */
const longText = () => randomBytes(48 * 1024).toString("base64");

const write = (title: string, text: string): Promise<Answer> =>
  call({ server }, "POST", "/api/articles", {
    token: author.token,
    body: { article: { title, description: "About it.", body: text, tagList: [] } },
  });

const slugOf = (answer: Answer) => String(fieldsIn(answer, "article", "slug"));

test.skipIf(folder === undefined)(
  "a full disk: writes hear 503, reads go on, also after a restart, nothing acknowledged is lost, and with room again writes work",
  async () => {
    const confirmed: string[] = [];
    const refused: Answer[] = [];
    for (let index = 0; refused.length < 5 && index < 200; index++) {
      const answer = await write(`Long ${index}`, longText());
      if (answer.status === 201) confirmed.push(slugOf(answer));
      else refused.push(answer);
    }
    expect([confirmed.length > 0, refused.length]).toEqual([true, 5]);
    for (const answer of refused) expectUnavailable(answer);
    for (const path of ["/api/articles", "/api/tags", `/api/articles/${confirmed[0]}`, "/healthz"])
      expect((await call({ server }, "GET", path)).status, path).toBe(200);
    server.process.kill("SIGKILL");
    server = await start();
    expect((await call({ server }, "GET", `/api/articles/${confirmed[0]}`)).status).toBe(200);

    resize(64 * mib);
    await untilAnswered(
      () => write("With room again", longText()),
      ({ status }) => status === 201,
      maxRecoveryMs,
    );
    const stored = await database.db.selectFrom("article").select("slug").execute();
    expect(stored.map(({ slug }) => slug)).toEqual(expect.arrayContaining([...confirmed, "with-room-again"]));
    expect([stored.length, server.process.exitCode]).toEqual([confirmed.length + 1, null]);
    expect(server.output()).not.toMatch(/unhandled|uncaught/i);
  },
);

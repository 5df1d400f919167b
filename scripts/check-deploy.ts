import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

// Installs the repository like deploy/, runs the commands of the container file and the systemd unit as an unprivileged
// user over a read-only tree, and checks the messages of a production install without Deno and without scripts.
// Run as root on Linux, with DATABASE_URL of an empty database.

const databaseUrl = process.env.DATABASE_URL;
if (databaseUrl === undefined || process.getuid?.() !== 0) {
  process.stderr.write("Run it as root, with DATABASE_URL set to an empty database.\n");
  process.exit(1);
}

const unprivilegedId = 65534;
const readyTimeoutMs = 60_000;
const port = Number(process.env.PORT ?? 8799);
const address = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(join(tmpdir(), "dovetail-deploy-"));
chmodSync(folder, 0o755);
const app = join(folder, "app");
const nodeFolder = dirname(process.execPath);
const environment = { ...process.env, PATH: `${nodeFolder}:/usr/bin:/bin`, HOME: folder, NODE_ENV: "production" };

const print = (text: string) => void process.stdout.write(`${text}\n`);

function fail(text: string): never {
  throw new Error(text);
}

function copyRepository(): void {
  for (const file of execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  }).split("\0")) {
    if (file === "") continue;
    mkdirSync(dirname(join(app, file)), { recursive: true });
    cpSync(resolve(file), join(app, file));
  }
}

const npm = (...args: string[]) =>
  spawnSync("npm", args, { cwd: app, encoding: "utf8", env: environment, timeout: 600_000 });

function install(...args: string[]): void {
  const { status, stderr } = npm("ci", "--no-audit", "--no-fund", ...args);
  if (status !== 0) fail(`npm ci ${args.join(" ")} failed:\n${stderr}`);
  const size = execFileSync("du", ["-sm", "node_modules"], { cwd: app, encoding: "utf8" }).split("\t")[0];
  print(`npm ci ${args.join(" ")}: ${size} MiB`);
}

/** The command of the container file. */
function containerCommand(): string[] {
  const line = /^CMD (\[.*\])$/m.exec(readFileSync("deploy/Containerfile", "utf8"))?.[1] ?? fail("no CMD");
  const words: unknown = JSON.parse(line);
  return Array.isArray(words) ? words.map(String) : fail("CMD is no list");
}

const unitCommand = () =>
  (/^ExecStart=(.*)$/m.exec(readFileSync("deploy/dovetail.service", "utf8"))?.[1] ?? fail("no ExecStart"))
    .replace("/usr/bin/node", process.execPath)
    .split(" ");

/** Runs a command as the user `nobody` over a tree that is mounted read-only. */
function startReadOnly(command: readonly string[]): ChildProcess {
  const script = `mount --bind ${app} ${app} && mount -o remount,ro,bind ${app} && cd ${app} && exec setpriv --reuid=${unprivilegedId} --regid=${unprivilegedId} --clear-groups --no-new-privs "$@"`;
  const env = { ...environment, DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: "warn" };
  return spawn("unshare", ["--mount", "sh", "-c", script, "sh", ...command], {
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

async function untilReady(child: ChildProcess): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  fail("the server did not become ready");
}

async function serves(name: string, command: readonly string[]): Promise<void> {
  const startedAt = performance.now();
  const child = startReadOnly(command);
  try {
    await untilReady(child);
    const readyMs = Math.round(performance.now() - startedAt);
    for (const path of ["/api/tags", "/docs", "/assets/vendor/scalar.js"]) {
      const { status } = await fetch(`${address}${path}`);
      if (status !== 200) fail(`${name}: ${path} answered ${status}`);
    }
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    const [code] = await exited;
    if (code !== 0) fail(`${name}: it ended with ${code}`);
    print(`${name}: ready after ${readyMs} ms as user ${unprivilegedId} over a read-only tree, ended by SIGTERM`);
  } finally {
    child.kill("SIGKILL");
  }
}

/** The unit, with the paths of this machine. */
function verifyUnit(): void {
  const unit = join(folder, "dovetail.service");
  const text = readFileSync("deploy/dovetail.service", "utf8");
  writeFileSync(unit, text.replaceAll("/opt/dovetail", app).replaceAll("/usr/bin/node", process.execPath));
  const { error, status, stderr } = spawnSync("systemd-analyze", ["verify", unit], { encoding: "utf8" });
  if (error !== undefined) {
    print("deploy/dovetail.service: not verified, systemd-analyze is not there");
    return;
  }
  if (status !== 0 || stderr.includes("dovetail.service")) fail(`deploy/dovetail.service: ${stderr}`);
  print("deploy/dovetail.service: verified by systemd-analyze");
}

function expectOneSentence(name: string, args: string[], expected: RegExp): void {
  const { status, stderr } = npm(...args);
  if (status === 0 || !expected.test(stderr) || /^\s+at /m.test(stderr)) fail(`${name}: status ${status}\n${stderr}`);
  print(`${name}: fails with one sentence`);
}

try {
  copyRepository();
  install("--omit=dev", "--omit=optional");
  verifyUnit();
  await serves("the command of deploy/Containerfile", containerCommand());
  await serves("the command of deploy/dovetail.service", unitCommand());
  expectOneSentence("npm run start:deno without Deno", ["run", "--silent", "start:deno"], /^Deno cannot be started: /);
  install("--omit=dev");
  install("--omit=dev", "--ignore-scripts");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { type Config, ConfigError } from "../server/app/config.ts";
import { settingNames } from "../server/app/environment.ts";
import { readDatabaseAddress } from "../server/database/index.ts";
import { keysAsText } from "../server/entry/local-key.ts";
import { withDatabase } from "./start-with-database.ts";

// Serves the worker on plain workerd, without wrangler and Cloudflare's platform. WORKERD_TAIL names the file of a
// streaming tail worker, which receives the traces.

const root = fileURLToPath(new URL("../", import.meta.url));

/** Settings of this machine; the worker gets its database by its binding. */
const local = new Set(["DATABASE_URL", "DATABASE_DIRECT_URL", "DATA_DIR", "PORT", "HOST"]);

/** Text for a Cap'n Proto configuration, whose escapes are those of JSON. */
const text = (value: string) => JSON.stringify(value);

/** Modules of Node are part of workerd; CommonJS requires them by an import. */
const nodeModules: Plugin = {
  name: "node modules",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^/ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined;
      const name = path.startsWith("node:") ? path : `node:${path}`;
      return kind === "require-call" ? { path: name, namespace: "required" } : { path: name, external: true };
    });
    onLoad({ filter: /^/, namespace: "required" }, ({ path }) => ({
      contents: `import found from ${text(path)}; module.exports = found;`,
    }));
  },
};

/** The section `[alias]` of wrangler.toml: what is left out of the worker's script. */
function aliases(): Record<string, string> {
  const [, section = ""] = readFileSync(join(root, "wrangler.toml"), "utf8").split("[alias]\n");
  const [lines = ""] = section.split("\n\n");
  return Object.fromEntries(
    [...lines.matchAll(/^"(.+)" = "(.+)"$/gm)].map(([, name = "", path = ""]) => [name, join(root, path)]),
  );
}

const bundle = (outfile: string) =>
  build({
    entryPoints: [join(root, "server/entry/workerd-standalone.ts")],
    outfile,
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    define: { "process.env.NODE_ENV": '"production"' },
    alias: aliases(),
    external: ["cloudflare:*"],
    plugins: [nodeModules],
    logLevel: "error",
  });

/** The database as a service of workerd. @throws {ConfigError} for one that requires TLS. */
function databaseOf(url: string) {
  const { host = "localhost", port = 5432, user = "postgres", password = "", database, tls } = readDatabaseAddress(url);
  if (tls === "on") throw new ConfigError("DATABASE_URL: plain workerd speaks no TLS to PostgreSQL; use a local proxy");
  const address = host.startsWith("/") ? `unix:${host}/.s.PGSQL.${port}` : `${host}:${port}`;
  return { address, user, password: password || "none", database: database ?? user };
}

/** The callers of a loopback address are this machine's; else the header is removed, since clients could forge it. */
const peerHeader = (host: string) =>
  `(name = "cf-connecting-ip"${["127.0.0.1", "localhost", "::1"].includes(host) ? ', value = "127.0.0.1"' : ""})`;

/** A worker of the operator's own, which receives each invocation's trace and may send it to any address. */
const tailWorker = `const tail :Workerd.Worker = (
  modules = [(name = "tail.js", esModule = embed "tail.js")],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["streaming_tail_worker", "experimental"],
  globalOutbound = "anywhere",
);
`;

/** workerd's configuration: https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp */
function configurationOf(
  config: Config,
  settings: Readonly<Record<string, string>>,
  databaseUrl: string,
  isTraced: boolean,
): string {
  const { address, user, password, database } = databaseOf(databaseUrl);
  const { host, port } = config;
  const bindings = Object.entries(settings).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "dovetail", worker = .worker),
    (name = "postgres", external = (address = ${text(address)}, tcp = ())),
    (name = "public", disk = (path = ${text(join(root, "public"))})),
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),${
      isTraced
        ? `
    (name = "tail", worker = .tail),
    (name = "anywhere", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),`
        : ""
    }
  ],
  sockets = [
    (name = "http", address = ${text(`${host}:${port}`)}, service = "dovetail",
      http = (injectRequestHeaders = [${peerHeader(host)}])),
    (name = "maintenance", address = "127.0.0.1:${port + 1}", service = (name = "dovetail", entrypoint = "maintenance")),
  ],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-01",
  globalOutbound = "internet",${isTraced ? '\n  streamingTails = ["tail"],' : ""}
  durableObjectNamespaces = [(className = "StreamHub", uniqueKey = "streams")],
  durableObjectStorage = (inMemory = void),
  bindings = [
    (name = "HYPERDRIVE", hyperdrive = (designator = "postgres", database = ${text(database)}, user = ${text(user)},
      password = ${text(password)}, scheme = "postgres")),
    (name = "STREAM_HUB", durableObjectNamespace = "StreamHub"),
    (name = "PUBLIC", service = "public"),
    ${bindings.join(",\n    ")},
  ],
);
${isTraced ? tailWorker : ""}`;
}

function settingsOf({ publicUrl, encryptionKeys, jwtKeys }: Config): Readonly<Record<string, string>> {
  const given = settingNames.flatMap((name) => {
    const value = process.env[name];
    return value && !local.has(name) ? [[name, value] as const] : [];
  });
  return {
    PUBLIC_URL: publicUrl.href,
    ENCRYPTION_KEYS: keysAsText(encryptionKeys),
    JWT_KEYS: keysAsText(jwtKeys),
    ...Object.fromEntries(given),
  };
}

const folder = mkdtempSync(join(tmpdir(), "dovetail-workerd-"));
const tailFile = process.env.WORKERD_TAIL;
await bundle(join(folder, "worker.js"));
if (tailFile) copyFileSync(tailFile, join(folder, "tail.js"));
await withDatabase((config, databaseUrl) => {
  const path = join(folder, "config.capnp");
  writeFileSync(path, configurationOf(config, settingsOf(config), databaseUrl, Boolean(tailFile)), { mode: 0o600 });
  return { command: "workerd", args: ["serve", path, ...(tailFile ? ["--experimental"] : [])], env: {} };
});
rmSync(folder, { recursive: true, force: true });

/** A folder with one purpose, and the imports that its files may have. */
export interface Room {
  /** Path from the root; `*` matches one name. A nested room has its own rules. */
  readonly path: string;
  /** Suffixes of file names, if the rules apply to some files of the folder only. */
  readonly files?: readonly string[];
  /** Contents, as shown in ARCHITECTURE.md. */
  readonly holds: string;
  /** Allowed paths of this repository besides the room itself; a folder ends with a slash. */
  readonly imports: readonly string[] | "anything";
  /** Allowed packages; absent means any except `kysely`. */
  readonly packages?: readonly string[];
  /** Whether it may import `kysely`, for rooms with SQL. */
  readonly hasSql?: true;
}

const contracts = "shared/";
const database = "server/database/index.ts";
const providers = "server/providers/";
const procedures = "server/procedures/index.ts";
const redis = "server/redis/index.ts";
const telemetry = "server/telemetry/index.ts";
const otherFeatures = "server/features/*/index.ts";
const concurrency = "server/concurrency/";
const network = "server/network/";
const belowProcedures = [contracts, database, providers, redis, telemetry, concurrency];

/** All rooms of the repository: the source of the import check and of the map in ARCHITECTURE.md. */
export const rooms: readonly Room[] = [
  {
    path: "shared/contract/",
    holds:
      "the contract language: `query()`, `mutation()`, `subscription()`, `consumes()` for messages of a broker, access, limits, errors, cache, REST",
    imports: [],
    packages: ["zod"],
  },
  {
    path: "shared/",
    holds: "one contract file per feature; `index.ts` is the whole tree, `api`",
    imports: ["shared/contract/"],
    packages: ["zod"],
  },
  {
    path: "client/",
    holds: "the client: `runtime/` is written by hand, `generated/` from the contracts",
    imports: [],
    packages: [],
  },
  {
    path: "clients/",
    holds:
      "the clients for Swift, Kotlin and Dart: in each a runtime written by hand, the rest generated from the contracts",
    imports: [],
    packages: [],
  },
  {
    path: "server/entry/",
    holds: "the differences between runtimes; the only code that reads their globals",
    imports: [
      concurrency,
      "server/app/",
      "server/hosts/",
      "server/cache/index.ts",
      "server/brokers/",
      "server/events/index.ts",
      "server/live/index.ts",
      "server/jobs/index.ts",
      "server/webhooks/",
      "server/redis/",
      "server/database/",
      "server/telemetry/",
      providers,
      "embedded/",
      "seed/",
    ],
  },
  {
    path: "server/concurrency/",
    holds: "semaphore, single-flight, deadline, backoff, pause, wake signal, keyed queue, `MaybePromise`: one of each",
    imports: [],
    packages: [],
  },
  {
    path: "server/network/",
    holds: "bounded reading of bodies; loopback addresses",
    imports: [],
    packages: [],
  },
  {
    path: "server/app/",
    holds:
      "composition: `app.ts` names Dovetail's own parts, `compose.ts` makes one application of them; configuration, services",
    imports: [
      concurrency,
      network,
      contracts,
      database,
      providers,
      procedures,
      redis,
      "server/telemetry/",
      "server/audit/index.ts",
      "server/cache/index.ts",
      "server/brokers/index.ts",
      "server/events/index.ts",
      "server/jobs/index.ts",
      "server/idempotency/index.ts",
      "server/inbox/index.ts",
      "server/limits/index.ts",
      "server/webhooks/index.ts",
      "server/live/index.ts",
      "server/documents/index.ts",
      "server/features/index.ts",
      otherFeatures,
      "server/http/",
      "server/hosts/",
      "server/surfaces/",
    ],
  },
  {
    path: "server/live/",
    holds: "open streams: one tail of the event log for all of them, each message created once, access checked",
    imports: [database, procedures, providers, concurrency],
  },
  {
    path: "server/hosts/",
    holds:
      "the HTTP server of Node and Deno and its limits; the fast path for calls on `node:http` and on `fetch`; `write-batch.ts` sends the responses of one turn together",
    imports: [concurrency, "server/network/", "server/http/", procedures],
  },
  {
    path: "server/surfaces/webhooks/",
    holds: "webhooks of other systems: verified, recorded and handled once, in one transaction",
    imports: [
      contracts,
      procedures,
      database,
      "server/http/",
      "server/inbox/index.ts",
      "server/webhooks/index.ts",
      "server/surfaces/rest/problem.ts",
    ],
  },
  {
    path: "server/surfaces/",
    holds:
      "projections of contracts: tRPC, REST, streams, OpenAPI, GraphQL, health, pages for people, the authorization server for apps, the callback of identity providers",
    imports: [concurrency, network, contracts, procedures, providers, telemetry, "server/http/"],
  },
  {
    path: "server/http/",
    holds: "what all surfaces share: request, response, guards, body, JSON bounds, credentials, cacheable responses",
    imports: [concurrency, network, contracts, procedures, providers, telemetry],
  },
  {
    path: "server/features/index.ts",
    holds: "every feature's handlers, as `api` names them",
    imports: [contracts, procedures, otherFeatures],
  },
  {
    path: "server/features/",
    files: ["queries.ts", "columns.ts"],
    holds: "the SQL of a feature",
    imports: [database, otherFeatures],
    hasSql: true,
  },
  {
    path: "server/features/*/",
    holds:
      "`handlers.ts`, `queries.ts`, `policies.ts` of one feature, and `*.letter.ts` for the text of a mail; `index.ts` exports what other features may use",
    imports: [
      contracts,
      procedures,
      database,
      providers,
      "server/audit/index.ts",
      "server/documents/index.ts",
      "server/documents/export.queries.ts",
      "server/events/index.ts",
      "server/jobs/index.ts",
      "server/idempotency/index.ts",
      "server/webhooks/index.ts",
      otherFeatures,
    ],
  },
  {
    path: "server/procedures/",
    holds: "`implement()`, the pipeline and its steps: access, limits, parse, cache, write",
    imports: [
      ...belowProcedures,
      "server/cache/index.ts",
      "server/events/index.ts",
      "server/jobs/index.ts",
      "server/audit/index.ts",
      "server/idempotency/index.ts",
      "server/limits/index.ts",
      "server/webhooks/index.ts",
    ],
  },
  { path: "server/cache/", holds: "entries under tags, filled under a lease", imports: [concurrency, redis] },
  {
    path: "server/jobs/",
    holds: "jobs, enqueued in the transaction of a change, and their dispatcher",
    imports: belowProcedures,
  },
  {
    path: "server/events/",
    holds: "the ordered log of events: append, cursors, and readers, each with its own position",
    imports: belowProcedures,
  },
  {
    path: "server/brokers/",
    holds: "message brokers: one adapter per file, loaded when a URL needs it; events out and messages in",
    imports: [...belowProcedures, procedures, "server/inbox/index.ts"],
  },
  { path: "server/audit/", holds: "the audit log of accounts", imports: belowProcedures },
  {
    path: "server/webhooks/",
    holds:
      "webhooks: signatures, targets and their addresses, the sender and its deliveries; verification of received ones",
    imports: [concurrency, contracts, database, providers, "server/events/index.ts", telemetry],
  },
  {
    path: "server/inbox/",
    holds: "messages received from brokers and webhooks, each handled once",
    imports: [database],
  },
  {
    path: "server/documents/",
    holds: "collections of JSON documents: `implementDocuments()`, their SQL, values stored exactly or rejected",
    imports: [contracts, database, procedures, redis],
  },
  { path: "server/idempotency/", holds: "idempotency keys and their stored responses", imports: belowProcedures },
  {
    path: "server/limits/",
    holds: "rate limits counted in Redis, in Postgres or in the process; addresses an account is known from",
    imports: belowProcedures,
  },
  {
    path: "server/redis/",
    holds: "one client over four transports (Upstash HTTPS, TCP, memory, the parent process), scripts, the limiter",
    imports: [concurrency, network],
  },
  {
    path: "server/database/",
    holds: "the schema's types, the pool, pipelined reads, transactions with retry, the migration runner",
    imports: ["migrations/", concurrency, telemetry],
    hasSql: true,
  },
  {
    path: "server/telemetry/",
    holds:
      "spans and metrics of calls, SQL, events and jobs; `index.ts` imports no library, `opentelemetry.ts` is given to the app by the entry",
    imports: [concurrency],
    packages: ["@opentelemetry/api", "node:async_hooks"],
  },
  {
    path: "server/providers/",
    holds: "the outside world: password hashing, sealing, passkeys, mail, identity providers, the log",
    imports: [concurrency, network],
  },
  { path: "migrations/", holds: "the schema's history, a static list", imports: [], hasSql: true },
  { path: "embedded/", holds: "a real PostgreSQL from npm, run as a child process", imports: [] },
  {
    path: "seed/",
    holds: "demo content, and millions of rows for load tests",
    imports: [database, providers, procedures, otherFeatures, contracts],
    hasSql: true,
  },
  {
    path: "public/assets/",
    holds:
      "the stylesheet, the mark, scripts of pages; served by Workers itself, on Node and Deno by `entry/assets.ts`; `vendor/` is written at install ([ADR 12](docs/adr/0012-reference-from-a-package.md))",
    imports: [],
    packages: [],
  },
  {
    path: "docs/examples/cookbook/",
    holds: "contracts and handlers that docs/CONTRACTS-COOKBOOK.md shows, served by our tests",
    imports: [contracts, procedures, "server/documents/index.ts"],
  },
  { path: "docs/examples/", holds: "code that others copy, run by our tests", imports: [] },
  {
    path: "packages/contract-gate/",
    holds: "an independent package: compares two releases of contracts as JSON, and reports what breaks clients",
    imports: [],
    packages: ["node:fs"],
  },
  { path: "scripts/", holds: "development commands; starting Deno and workerd", imports: "anything", hasSql: true },
  {
    path: "tests/",
    holds: "tests of the whole system; unit tests are beside the files that they test",
    imports: "anything",
    hasSql: true,
  },
  { path: "benchmarks/", holds: "measurements, side by side in one run", imports: "anything", hasSql: true },
];

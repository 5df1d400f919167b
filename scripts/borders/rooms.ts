import type { Room } from "./room.ts";

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

/** The exports of rooms to others. */
const indexesOf = (...names: readonly string[]) => names.map((name) => `server/${name}/index.ts`);

/** All rooms of the repository: the source of the import check and of the map in ARCHITECTURE.md. */
export const rooms: readonly Room[] = [
  {
    path: "shared/contract/",
    holds:
      "the contract language. Procedures: `query()` and `mutation()` (`procedure.ts`), `subscription()`, `documents()`; beside them `event()`, `job()`, `schedule()`, `consumes()`, `webhook()`. What a contract declares: `access.ts`, `limit.ts`, `errors.ts`, `cache.ts`, `rest.ts`, `deprecation.ts`. `check-api.ts` and `*-checks.ts` refuse invalid contracts; `json-schema.ts` turns zod schemas into JSON Schema, in steps: `find-inexpressible.ts` refuses what JSON Schema cannot say, `tidy-json-schema.ts` and `flatten-unions.ts` simplify, `schema-components.ts` makes the named types",
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
    holds:
      "one file per runtime (`node.ts`, `deno.ts`, `worker.ts`, `workerd-standalone.ts`); the only code that reads their globals. `run-server.ts` serves on Node and Deno, `background-work.ts` listens for commits and runs jobs and readers there, `processes/` starts several processes (`WORKERS`) and holds the in-memory Redis that they share; `worker-host.ts` serves in an isolate",
    imports: [
      concurrency,
      "server/app/",
      "server/hosts/",
      "server/cache/index.ts",
      "server/brokers/",
      ...indexesOf("events", "live", "jobs"),
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
    holds:
      "primitives of concurrency, one file each: semaphore, single-flight, deadline, backoff, pause, wake signal, queues by key, `MaybePromise`",
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
      "composition: `app.ts` lists the parts of this application (features, surfaces, providers), `compose.ts` connects them, `services.ts` what handlers get, `config.ts` reads the settings; one file per part that is connected, such as `caching.ts`, `mailing.ts`, `brokers.ts`, `readers.ts`, `jobs.ts`",
    imports: [
      concurrency,
      network,
      contracts,
      database,
      providers,
      procedures,
      redis,
      "server/telemetry/",
      ...indexesOf(
        "audit",
        "cache",
        "brokers",
        "events",
        "jobs",
        "idempotency",
        "inbox",
        "limits",
        "webhooks",
        "live",
        "documents",
        "features",
      ),
      otherFeatures,
      "server/http/",
      "server/hosts/",
      "server/surfaces/",
    ],
  },
  {
    path: "server/live/",
    holds:
      "open streams: `log-tail.ts` reads the event log once for all of them, `subscription-channel.ts` makes each message once and sends it to the streams of its subscription, `catch-up.ts` sends what a client missed, `access-check.ts` ends the streams of callers who lost access",
    imports: [database, procedures, providers, concurrency],
  },
  {
    path: "server/hosts/",
    holds:
      "HTTP servers. `http-server.ts` serves on Node and Deno, `node-http.ts` and `fetch-host.ts` are the fast paths of calls, `node-http.ts` also writes the responses, those of one turn of the event loop together (`write-batch.ts`); `listen-and-drain.ts` starts and ends, `metrics-server.ts` serves metrics on a port of their own",
    imports: [concurrency, "server/network/", "server/http/", procedures],
  },
  {
    path: "server/surfaces/webhooks/",
    holds: "receives the webhooks of other systems: each is verified, recorded and handled once, in one transaction",
    imports: [
      contracts,
      procedures,
      database,
      "server/http/",
      ...indexesOf("inbox", "webhooks"),
      "server/surfaces/rest/problem.ts",
    ],
  },
  {
    path: "server/surfaces/",
    holds:
      "projections of contracts, one folder each: `trpc/`, `rest/`, `live/` (streams), `openapi/`, `asyncapi/`, `graphql/`, `pages/` for people, `authorization-server/` for apps, `identity-provider-callback/`",
    imports: [concurrency, network, contracts, procedures, providers, telemetry, "server/http/"],
  },
  {
    path: "server/http/",
    holds:
      "what all surfaces share: `exchange.ts` and `response.ts` (request and response on any host), `guards.ts` (the checks that every surface begins with), `body.ts`, `json.ts`, `open-call.ts` (the credential of a request), `envelope.ts` (request id, security headers, log line), `cacheable-response.ts`",
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
      ...indexesOf("events", "jobs", "idempotency", "webhooks"),
      otherFeatures,
    ],
  },
  {
    path: "server/procedures/",
    holds:
      "`implement()` and the pipeline of a call, one file per step: `access.ts`, `tenant-access.ts`, `parse.ts`, `limits.ts`, `cached-query.ts`, `write.ts`, `encode.ts`; `context.ts` is what handlers get, `errors.ts` creates their errors, `trace.ts` observes",
    imports: [
      ...belowProcedures,
      ...indexesOf("cache", "events", "jobs", "audit", "idempotency", "limits", "webhooks"),
    ],
  },
  {
    path: "server/cache/",
    holds:
      "responses in Redis under tags: `cache.ts` (the cache), `cache-reader.ts`, `lease-loader.ts` (one caller at a time loads an entry), `store.ts` and `lua-scripts.ts` (the commands sent to Redis), `local-entries.ts` (copies in the process), `epoch.ts` and `recovery.ts` (after a Redis lost or restored data, its old entries no longer count)",
    imports: [concurrency, redis],
  },
  {
    path: "server/jobs/",
    holds:
      "jobs, enqueued in the transaction of a change: `enqueue.ts`, `dispatcher.ts` (claims and runs them), `attempt.ts` (one run), `steps.ts`, `schedules.ts`, `sweep.ts` (what is kept)",
    imports: belowProcedures,
  },
  {
    path: "server/events/",
    holds:
      "the ordered log of events: `log.ts` (append, read), `reader.ts` (a consumer with its own stored position), `retry-parked.ts` (events that failed), `cursor.ts`",
    imports: belowProcedures,
  },
  {
    path: "server/brokers/",
    holds:
      "message brokers, one adapter per file, loaded when a URL needs it. Events out: `publisher.ts`, `deliver.ts`. Messages in: `subscriber.ts`, `receive.ts`, `incoming.ts`, `implement-messages.ts`",
    imports: [...belowProcedures, procedures, "server/inbox/index.ts"],
  },
  { path: "server/audit/", holds: "the audit log of accounts", imports: belowProcedures },
  {
    path: "server/webhooks/",
    holds:
      "webhooks that this service sends: `sender.ts`, `attempt.ts` (one request), `address-policy.ts` and `allowed-targets.ts` (which addresses may be called), `signature.ts`; and `verify.ts` for received ones",
    imports: [concurrency, contracts, database, providers, "server/events/index.ts", telemetry],
  },
  {
    path: "server/inbox/",
    holds: "the record of messages received from brokers and webhooks, by which each is handled once",
    imports: [database],
  },
  {
    path: "server/documents/",
    holds:
      "collections of JSON documents: `implement-documents.ts`, `list.ts`, `document-values.ts` (what is stored exactly or refused), `redis-store.ts` for collections that are kept in Redis",
    imports: [contracts, database, procedures, redis],
  },
  { path: "server/idempotency/", holds: "idempotency keys and their stored responses", imports: belowProcedures },
  {
    path: "server/limits/",
    holds:
      "rate limits, counted in Redis, in Postgres or in the process; `trusted-addresses.ts`: addresses an account is known from",
    imports: belowProcedures,
  },
  {
    path: "server/redis/",
    holds:
      "`open-redis.ts`: one client over four transports (Upstash over HTTPS; TCP; the memory of this process; that of the parent, where several processes share one). `requester.ts` adds deadline, retry and circuit breaker, `script.ts` runs Lua scripts, `rate-limiter.ts` counts",
    imports: [concurrency, network],
  },
  {
    path: "server/database/",
    holds:
      "`schema.ts` and `*-tables.ts`: the types. `pool.ts` opens connections, `connection-route.ts` detects a pooler in front of the server, `pooled-client.ts` is one connection, `pipelined-pool.ts` sends single statements over shared connections, `exclusive-connections.ts` limits how many connections transactions take, `statement-group.ts` sends several statements in one message. `compiled-queries.ts`, `transaction.ts`, `listen.ts`, `migrate.ts`",
    imports: ["migrations/", concurrency, telemetry],
    hasSql: true,
  },
  {
    path: "server/telemetry/",
    holds:
      "spans and metrics of calls, SQL, events and jobs; `index.ts` imports no library. `opentelemetry.ts` and `workers-tracer.ts` export spans, `metrics.ts` counts, `open-metrics.ts` writes the text that Prometheus reads",
    imports: [concurrency],
    packages: ["@opentelemetry/api", "node:async_hooks"],
  },
  {
    path: "server/providers/",
    holds:
      "what the outside world provides: password hashing, sealing, passkeys, mail (`mail/`), identity providers (`identity/`), the log and the names of its events",
    imports: [concurrency, network],
  },
  { path: "migrations/", holds: "the history of the schema; `index.ts` lists it", imports: [], hasSql: true },
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
  {
    path: "scripts/",
    holds:
      "development commands: one file per `npm run` command, its parts in a folder of the same name; `change/` edits sources for `new`, `remove` and `rename`, `generate/native/` writes the clients for Swift, Kotlin and Dart, `clients/` tries foreign client generators",
    imports: "anything",
    hasSql: true,
  },
  {
    path: "tests/",
    holds: "tests of the whole system; unit tests are beside the files that they test",
    imports: "anything",
    hasSql: true,
  },
  { path: "benchmarks/", holds: "measurements, side by side in one run", imports: "anything", hasSql: true },
];

import * as z from "zod";
import { demoAccount } from "../../seed/content/authors.ts";
import { type AppOptions, createApp } from "../../server/app/app.ts";
import type { Application } from "../../server/app/compose.ts";
import { type Environment, readConfig } from "../../server/app/config.ts";
import { openStreaming } from "../../server/app/live-streams.ts";
import { createServices } from "../../server/app/services.ts";
import { createAssets } from "../../server/entry/assets.ts";
import type { LiveStreams } from "../../server/live/index.ts";
import type { Services } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createPasswords } from "../../server/providers/passwords.ts";
import { openRedis } from "../../server/redis/index.ts";
import { createGraphql } from "../../server/surfaces/graphql/index.ts";
import { noTelemetry, type Telemetry } from "../../server/telemetry/index.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

/** The whole application in this process, over its own database. */
export interface TestApp {
  readonly database: TestDatabase;
  /** The application and the services that a host serves. */
  readonly application: Application;
  readonly services: Services;
  readonly streams: LiveStreams;
  /** Sends a request without a network; `path` starts with a slash, `address` is the client's IP address. */
  readonly fetch: (path: string, init?: RequestInit, address?: string) => Promise<Response>;
  /** Sends a JSON body, optionally with a bearer token. */
  readonly rest: (method: string, path: string, options?: RestOptions) => Promise<RestAnswer>;
  /** Parsed log lines so far. */
  readonly logLines: readonly Record<string, unknown>[];
  readonly stop: () => Promise<void>;
}

export interface RestOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into is what they assert
  readonly body: any;
}

export const publicOrigin = "http://localhost:8787";

/** Cheap password hashes: one with production parameters takes a third of a second of CPU. */
const cheap = createPasswords({ logN: 4, r: 8, p: 1 });

/** Dependencies to share instead of creating them. */
export interface TestParts {
  /** Not closed with the app. */
  readonly database?: TestDatabase;
  readonly cache?: Services["cache"];
  /** Shared by the processes of one deployment; the default is a Redis in memory of the app's own. */
  readonly redis?: Services["redis"];
  readonly repeatsInvalidations?: boolean;
  /** Uses production hash parameters, for tests that check them; the default is cheap. */
  readonly passwords?: Services["passwords"];
  readonly telemetry?: Telemetry;
  readonly operations?: AppOptions["operations"];
  readonly close?: () => Promise<void>;
}

/** Starts the application. Defaults: `PASSWORD_POLICY` is `length`, `LIMITS` is `off`. */
export async function startTestApp(
  environment: Environment = {},
  databaseOptions?: Parameters<typeof createTestDatabase>[0],
  parts: TestParts = {},
): Promise<TestApp> {
  const { cache = null, repeatsInvalidations = false, telemetry = noTelemetry, operations, close, ...given } = parts;
  const database = given.database ?? (await createTestDatabase(databaseOptions));
  const config = readConfig({ PASSWORD_POLICY: "length", LIMITS: "off", ...environment });
  const logLines: Record<string, unknown>[] = [];
  const log = createLog(config.logLevel, (line) => logLines.push(JSON.parse(line)));
  const application = createApp({
    demo: demoAccount,
    config,
    log,
    telemetry,
    ...(operations !== undefined && { operations }),
    compileSchema: z.compile,
    runtime: "vitest",
    assets: createAssets(),
    graphql: createGraphql({ introspection: true, documents: null }),
    isAccepting: () => true,
  });
  const services = {
    ...createServices(database.db, config),
    passwords: parts?.passwords ?? cheap,
    cache,
    repeatsInvalidations,
    redis: parts.redis ?? { client: openRedis({ kind: "memory" }, { log }).redis, keyPrefix: async () => "test:" },
  };
  const streams = openStreaming({ services, log, bounds: { pollMs: 20 } });
  const fetch: TestApp["fetch"] = async (path, init, address = "192.0.2.1") =>
    application.fetch(new Request(new URL(path, publicOrigin), init), { services: { ...services, streams }, address });
  return {
    database,
    application,
    services: { ...services, streams },
    streams,
    fetch,
    logLines,
    rest: async (method, path, { token, body, headers } = {}) => {
      const response = await fetch(`/api${path}`, {
        method,
        headers: {
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
    },
    stop: async () => {
      streams.close();
      await cache?.idle();
      await close?.();
      if (given.database === undefined) await database.drop();
    },
  };
}

let serial = 0;

/**
 * Signs up a new user.
 * @returns the user name and bearer token.
 */
export async function signUp(app: TestApp, name = `user${++serial}`): Promise<{ username: string; token: string }> {
  const user = { username: name, email: `${name}@example.com`, password: "a fine password" };
  const { status, body } = await app.rest("POST", "/users", { body: { user } });
  if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
  return { username: name, token: body.user.token };
}

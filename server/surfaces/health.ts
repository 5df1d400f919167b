import { Hono } from "hono";
import type { HonoEnv } from "../http/hono.ts";
import type { Services } from "../procedures/index.ts";

/** One thing the service depends on. */
export interface Dependency {
  /** Rejects when it does not answer; `"read_only"` says that it takes no writes; `null` where it is not in use. */
  readonly check: (services: Services) => Promise<unknown> | null;
  /** Whether the service cannot do without it. */
  readonly isRequired: boolean;
}

/** What `/readyz` looks at. */
export interface Readiness {
  readonly dependencies: Readonly<Record<string, Dependency>>;
  /** False once the service is shutting down. */
  readonly isAccepting: () => boolean;
}

const deadlineMs = 2000;

/** The reason for `"down"` is in the log, since it may name hosts. */
async function outcomeOf(check: Promise<unknown>): Promise<"ok" | "read_only" | "down"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"down">((resolve) => {
    timer = setTimeout(() => resolve("down"), deadlineMs);
  });
  try {
    return await Promise.race([check.then((word) => (word === "read_only" ? word : "ok")), late]);
  } catch {
    return "down";
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `/healthz`: the process lives. `/readyz`: what it depends on, by name: `ok`, `degraded` when it gets by without
 * something, and 503 when it cannot or is about to end.
 */
export function createHealthSurface({ dependencies, isAccepting }: Readiness): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const inUse = Object.entries(dependencies).flatMap(([name, { check, isRequired }]) => {
      const answer = check(c.env.services);
      return answer === null ? [] : [{ name, isRequired, answer }];
    });
    const results = await Promise.all(
      inUse.map(async ({ name, isRequired, answer }) => ({ name, isRequired, result: await outcomeOf(answer) })),
    );
    const down = results.filter(({ result }) => result !== "ok");
    const isReady = isAccepting() && !down.some(({ isRequired }) => isRequired);
    const status = !isAccepting() ? "stopping" : !isReady ? "down" : down.length > 0 ? "degraded" : "ok";
    const body = { status, dependencies: Object.fromEntries(results.map(({ name, result }) => [name, result])) };
    return c.json(body, isReady ? 200 : 503);
  });
  return app;
}

import { Hono } from "hono";
import { withDeadline } from "../concurrency/deadline.ts";
import type { HonoEnv } from "../http/hono.ts";
import type { Services } from "../procedures/index.ts";

/** A dependency of the service. */
export interface Dependency {
  /**
   * Rejects when the dependency is down. Resolves to `"read_only"` when it accepts no writes. `null` where it is not in
   * use.
   */
  readonly check: (services: Services) => Promise<unknown> | null;
  /** Whether the service cannot work without it. */
  readonly isRequired: boolean;
}

/** Inputs of `/readyz`. */
export interface Readiness {
  readonly dependencies: Readonly<Record<string, Dependency>>;
  /** False once the service is shutting down. */
  readonly isAccepting: () => boolean;
}

const deadlineMs = 2000;

/** Runs a check. The reason for `"down"` goes to the log only, since it may contain host names. */
const outcomeOf = (check: Promise<unknown>): Promise<"ok" | "read_only" | "down"> =>
  withDeadline(deadlineMs, () => check).then(
    (word) => (word === "read_only" ? word : "ok"),
    () => "down",
  );

/**
 * Creates the health endpoints. `/healthz` is the liveness probe. `/readyz` is the readiness probe and lists the
 * dependencies: `ok`, `degraded` without an optional one, and 503 without a required one or during shutdown.
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

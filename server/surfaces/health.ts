import { Hono } from "hono";
import type { HonoEnv } from "./call.ts";

/** Checks one thing the service depends on; rejects when it does not answer. */
export type Check = (c: { readonly env: HonoEnv["Bindings"] }) => Promise<void>;

/** What `/readyz` looks at. */
export interface Readiness {
  readonly checks: Readonly<Record<string, Check>>;
  /** False once the service is shutting down. */
  readonly isAccepting: () => boolean;
}

const deadlineMs = 2000;

/** `"ok"` or `"down"`: the reason is in the log, since it may name hosts. */
async function outcomeOf(check: Promise<void>): Promise<"ok" | "down"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"down">((resolve) => {
    timer = setTimeout(() => resolve("down"), deadlineMs);
  });
  try {
    return await Promise.race([check.then(() => "ok" as const), late]);
  } catch {
    return "down";
  } finally {
    clearTimeout(timer);
  }
}

/** `/healthz`: the process lives. `/readyz`: what it depends on answers, by name; 503 when something does not. */
export function createHealthSurface({ checks, isAccepting }: Readiness): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check(c))] as const),
    );
    const ready = isAccepting() && results.every(([, result]) => result === "ok");
    const status = isAccepting() ? (ready ? "ok" : "degraded") : "stopping";
    return c.json({ status, dependencies: Object.fromEntries(results) }, ready ? 200 : 503);
  });
  return app;
}

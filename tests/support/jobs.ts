import { type Db, listen } from "../../server/database/index.ts";
import { createDispatcherOf, type Dispatcher, type DispatcherOptions, jobsChannel } from "../../server/jobs/index.ts";
import type { Log } from "../../server/providers/log.ts";
import type { Jobs, RetryPolicy } from "../../shared/contract/index.ts";
import { jobs } from "../../shared/jobs.ts";

/** Retry policy of jobs in tests: attempts are repeated at once by default. */
export interface TestPolicy {
  readonly retry?: Partial<RetryPolicy>;
  readonly timeoutMs?: number;
}

const hasty = { pauseMs: 1, maxPauseMs: 1 };

/** The same declarations with another policy. */
const changed = <J extends Jobs>(declared: J, { retry, ...policy }: TestPolicy): J =>
  new Proxy(declared, {
    get: (target, name) => {
      const declaration = typeof name === "string" ? target[name] : undefined;
      return declaration && { ...declaration, ...policy, retry: { ...declaration.retry, ...hasty, ...retry } };
    },
  });

/** Creates a dispatcher of declared jobs for a test. */
export const createTestDispatcherOf = <J extends Jobs>(
  declared: J,
  { retry = {}, timeoutMs, ...options }: DispatcherOptions<J> & TestPolicy,
): Dispatcher =>
  createDispatcherOf(changed(declared, { retry, ...(timeoutMs !== undefined && { timeoutMs }) }), options);

/** Creates a dispatcher of the service's jobs for a test. */
export const createTestDispatcher = (options: DispatcherOptions<typeof jobs> & TestPolicy): Dispatcher =>
  createTestDispatcherOf(jobs, options);

/** Runs a dispatcher's loop that is woken by commits, as a long-lived process does. */
export async function loopListening(
  dispatcher: Dispatcher,
  signal: AbortSignal,
  {
    db,
    url,
    log,
    onNotify = () => {},
    onListening = () => {},
    ...options
  }: {
    readonly db: Db;
    readonly url: string;
    readonly log: Log;
    readonly onNotify?: (payload: string | undefined) => void;
    readonly onListening?: (isListening: boolean) => void;
    readonly pollMs?: number;
    readonly drainMs?: number;
  },
): Promise<void> {
  const stopListening = listen({
    url,
    db,
    channels: {
      [jobsChannel]: (payload) => {
        dispatcher.notify(payload);
        onNotify(payload);
      },
    },
    onDelivering: () => onListening(true),
    onLost: () => {
      onListening(false);
      log.warn("db.listen_lost", {});
    },
    onUndelivered: () => log.warn("db.listen_unavailable", {}),
  });
  await dispatcher.loop(signal, options);
  await stopListening();
}

import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../embedded/postgres.ts";

/** Backoff between restarts; it doubles up to the maximum. */
const firstPauseMs = 250;
const maxPauseMs = 5000;

/** An embedded database that restarts when its server exits unexpectedly. */
export interface KeptDatabase {
  /** Stops the server without a restart. */
  readonly stop: () => Promise<void>;
}

/**
 * Restarts the embedded server on the same port when it exits unexpectedly, for example on a full disk. Until it is
 * back, requests get 503; acknowledged writes are not lost.
 */
export function keepRunning(first: EmbeddedPostgres, dataDir: string, report: (step: string) => void): KeptDatabase {
  const port = Number(new URL(first.url).port);
  let server = first;
  let isStopping = false;
  const startAgain = async () => {
    for (let pauseMs = firstPauseMs; !isStopping; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
      try {
        server = await startEmbeddedPostgres({ dataDir, port });
        report("PostgreSQL is back");
        return;
      } catch (error) {
        if (pauseMs === firstPauseMs) report(error instanceof Error ? error.message : String(error));
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  };
  const watch = async () => {
    while (!isStopping) {
      await server.exited;
      if (isStopping) return;
      report("PostgreSQL exited unexpectedly; restarting it");
      await startAgain();
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      isStopping = true;
      await server.stop();
      // Also stops a server whose start was in progress.
      await Promise.race([watching, sleep(firstPauseMs, undefined, { ref: false })]);
      await server.stop();
    },
  };
}

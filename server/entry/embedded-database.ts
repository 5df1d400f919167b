import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../embedded/postgres.ts";

/** Between attempts to start a server again, doubled each time up to the last. */
const firstPauseMs = 250;
const maxPauseMs = 5000;

/** An embedded database that is started again when its server ends by itself. */
export interface KeptDatabase {
  /** Stops it for good. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts an embedded server again, on the same port, whenever it ends by itself, as it does once its disk is full: until
 * there is room, requests are answered 503, and nothing that was acknowledged is lost.
 */
export function keepRunning(first: EmbeddedPostgres, dataDir: string, tell: (step: string) => void): KeptDatabase {
  const port = Number(new URL(first.url).port);
  let server = first;
  let isStopping = false;
  const startAgain = async () => {
    for (let pauseMs = firstPauseMs; !isStopping; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
      try {
        server = await startEmbeddedPostgres({ dataDir, port });
        tell("PostgreSQL is back");
        return;
      } catch (error) {
        if (pauseMs === firstPauseMs) tell(error instanceof Error ? error.message : String(error));
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  };
  const watch = async () => {
    while (!isStopping) {
      await server.exited;
      if (isStopping) return;
      tell("PostgreSQL ended by itself; it is started again until it stays");
      await startAgain();
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      isStopping = true;
      await server.stop();
      // A start that was under way meanwhile is stopped as well.
      await Promise.race([watching, sleep(firstPauseMs, undefined, { ref: false })]);
      await server.stop();
    },
  };
}

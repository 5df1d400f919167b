import { describeError, type Log } from "../providers/log.ts";

/**
 * Logs unhandled rejections and uncaught exceptions on Node and keeps serving: by default either one ends the process
 * and every other request with it. Continuing is safe because durable state lives in PostgreSQL; the pipeline answers
 * a request whose own work failed.
 */
export function logStrayErrors(log: Log): void {
  process.on("unhandledRejection", (reason) => {
    log.error("process.unhandled_rejection", { error: describeError(reason) });
  });
  process.on("uncaughtException", (error) => {
    log.error("process.uncaught_exception", { error: describeError(error) });
  });
  // A failing log output would report its own failure in an endless loop.
  process.stdout.on("error", () => process.exit(1));
}

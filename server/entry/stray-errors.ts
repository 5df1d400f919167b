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
  // A failing log output would report its own failure in an endless loop. The end of a terminal stops the service by a signal,
  // and its drain needs no output.
  process.stdout.on("error", (error) => {
    if (!("code" in error && error.code === "EIO")) process.exit(1);
  });
}

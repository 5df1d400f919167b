import { describeError, type Log } from "../providers/log.ts";

/**
 * Logs what a handler left behind on Node, a promise that nothing awaited or a callback that threw, and goes on serving:
 * by default either ends the process, and with it every other request. Going on is safe because what must be right stands
 * in PostgreSQL; a request whose own work failed is answered by the pipeline.
 */
export function logStrayErrors(log: Log): void {
  process.on("unhandledRejection", (reason) => {
    log.error("process.unhandled_rejection", { error: describeError(reason) });
  });
  process.on("uncaughtException", (error) => {
    log.error("process.uncaught_exception", { error: describeError(error) });
  });
  // A log that cannot be written would report its own failure without end.
  process.stdout.on("error", () => process.exit(1));
}

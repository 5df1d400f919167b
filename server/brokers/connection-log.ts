import { describeError, type Log } from "../providers/log.ts";

/**
 * Logs when a broker becomes unavailable and when it recovers, one line each.
 * @returns a function that takes the error of each attempt, or `undefined` after a success.
 */
export function createConnectionLog(log: Log, broker: string): (error: unknown) => void {
  let isDown = false;
  return (error) => {
    if (error === undefined && isDown) log.info("broker.recovered", { broker });
    if (error !== undefined && !isDown) log.warn("broker.unavailable", { broker, error: describeError(error) });
    isDown = error !== undefined;
  };
}

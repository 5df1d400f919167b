import { expect } from "vitest";
import { readLog, typedEvent } from "../../server/events/index.ts";
import type { TestApp } from "./app.ts";

/** Makes a function that answers the events appended since its last call, by name and payload. */
export function eventsSince({ database }: Pick<TestApp, "database">) {
  let after = 0;
  return async () => {
    const read = await readLog(database.db, { after, max: 1000 });
    after = read.at(-1)?.position ?? after;
    return read
      .map((logged) => typedEvent(logged) ?? expect.fail(`${logged.name} does not fit`))
      .map(({ name, payload }) => ({ name, ...payload }));
  };
}

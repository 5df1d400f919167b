import type { Db } from "../database/index.ts";
import { cursorAfter, type LoggedEvent, latestCursor, readLog, resolveCursor, typedEvent } from "../events/index.ts";
import { findKeyViewers } from "../features/api-keys/index.ts";
import { findSessionViewers } from "../features/sessions/index.ts";
import {
  createStreams,
  type FindViewers,
  type LiveStreams,
  type LogEntry,
  type LogSource,
  type StreamBounds,
} from "../live/index.ts";
import type { Services } from "../procedures/index.ts";
import type { Log } from "../providers/log.ts";

const entryOf = (logged: LoggedEvent): LogEntry => ({
  position: logged.position,
  cursor: cursorAfter(logged),
  name: logged.name,
  // An event of another release may not fit; subscriptions then report a gap.
  payload: typedEvent(logged)?.payload,
  id: logged.id,
  occurredAt: logged.occurredAt,
});

/** The event log of a database, for streams. */
const createLogSource = (db: Db): LogSource => ({
  read: async (after, max) => (await readLog(db, { after, max })).map(entryOf),
  latest: async () => {
    const cursor = await latestCursor(db);
    const position = await resolveCursor(db, cursor);
    if (position === "reset") throw new Error("the event log was replaced while its end was read");
    return { position, cursor };
  },
  resolve: (cursor) => resolveCursor(db, cursor),
});

const findViewers: FindViewers = async ({ db }, viewers) => {
  const idsOf = (kind: "session" | "apiKey") =>
    viewers.flatMap((viewer) =>
      viewer.kind !== kind ? [] : viewer.kind === "session" ? [viewer.sessionId] : [viewer.keyId],
    );
  const [sessions, keys] = await Promise.all([
    findSessionViewers(db, idsOf("session")),
    findKeyViewers(db, idsOf("apiKey")),
  ]);
  return viewers.map(
    (viewer) => (viewer.kind === "session" ? sessions.get(viewer.sessionId) : keys.get(viewer.keyId)) ?? null,
  );
};

export interface StreamingOptions {
  readonly services: Services;
  readonly log: Log;
  readonly bounds?: Partial<StreamBounds>;
}

/** Opens the streams of a process over its database. They read nothing while no stream is open. */
export const openStreaming = ({ services, log, bounds }: StreamingOptions): LiveStreams =>
  createStreams({
    source: createLogSource(services.db),
    services,
    log,
    findViewers,
    ...(bounds !== undefined && { bounds }),
  });

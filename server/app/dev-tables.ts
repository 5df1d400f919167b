import { jobStates } from "../../shared/contract/index.ts";
import { type Db, transaction } from "../database/index.ts";
import {
  listDeadDeliveries,
  listReaders,
  moveReader,
  readEnds,
  readLog,
  retryDeadDeliveries,
} from "../events/index.ts";
import { listDeadMessages } from "../inbox/index.ts";
import { listJobs, retry } from "../jobs/index.ts";
import type { DevTable } from "../surfaces/pages/dev.ts";
import { listLatestAttempts, replayMessages } from "../webhooks/index.ts";

const maxRows = 100;
const maxRowsOfState = 25;
const replayed = 10;

const eventTable = (db: Db): DevTable => ({
  name: "events",
  title: "Event log",
  lead: "the last events, in the order of their commits",
  columns: ["position", "at", "event", "key", "payload"],
  read: async () => {
    const { last } = await readEnds(db);
    const events = await readLog(db, { after: Math.max(0, last - maxRows), max: maxRows });
    return events.toReversed().map(({ id, position, occurredAt, name, key, payload }) => ({
      id,
      cells: [String(position), occurredAt, name, key ?? "", JSON.stringify(payload)],
    }));
  },
});

const readerTable = (db: Db): DevTable => ({
  name: "readers",
  title: "Readers of the event log",
  lead: "how far each is, and what it could not handle",
  columns: ["reader", "position", "behind", "waiting", "dead", "moved"],
  read: async () =>
    (await listReaders(db)).slice(0, maxRows).map(({ name, position, lag, waiting, dead, movedAt }) => ({
      id: name,
      cells: [name, String(position), String(lag), String(waiting), String(dead), movedAt],
      isActionable: position > 0,
    })),
  action: {
    label: `Replay the last ${replayed} events`,
    run: async (name) => {
      const reader = (await listReaders(db)).find((one) => one.name === name);
      if (reader !== undefined) await moveReader(db, name, Math.max(0, reader.position - replayed));
    },
  },
});

const deliveryTable = (db: Db): DevTable => ({
  name: "deliveries",
  title: "Events that were given up",
  lead: "dead letters of the log's readers",
  columns: ["reader", "position", "event", "attempts", "given up"],
  read: async () =>
    (await listDeadDeliveries(db, maxRows)).map(({ reader, position, name, attempts, finishedAt }) => ({
      id: reader,
      cells: [reader, String(position), name, String(attempts), finishedAt],
      isActionable: true,
    })),
  action: { label: "Retry all of this reader", run: async (reader) => void (await retryDeadDeliveries(db, reader)) },
});

const jobTable = (db: Db): DevTable => ({
  name: "jobs",
  title: "Jobs",
  lead: "dead, running and waiting ones, and those that ended",
  columns: ["job", "state", "attempts", "created", "due", "last failure"],
  read: async () => {
    const states = ["dead", ...jobStates.filter((state) => state !== "dead")] as const;
    const lists = await Promise.all(
      states.map(async (state) => {
        const jobs = await listJobs(db, { state, max: maxRowsOfState });
        return jobs.map(({ id, name, attempts, createdAt, availableAt, lastError }) => ({
          id,
          cells: [name, state, String(attempts), createdAt, availableAt ?? "", lastError ?? ""],
          isActionable: state === "dead",
        }));
      }),
    );
    return lists.flat().slice(0, maxRows);
  },
  action: { label: "Retry", run: async (id) => void (await retry(db, [id])) },
});

const attemptTable = (db: Db): DevTable => ({
  name: "webhooks",
  title: "Webhooks",
  lead: "the last attempts at all endpoints",
  columns: ["at", "endpoint", "event", "attempt", "answer", "took"],
  read: async () =>
    (await listLatestAttempts(db, maxRows)).map((one) => ({
      id: `${one.endpointId} ${one.messageId}`,
      cells: [one.at, one.url, one.event, String(one.attempt), String(one.status ?? one.error), `${one.durationMs} ms`],
      isActionable: true,
    })),
  action: {
    label: "Send again",
    run: async (id) => {
      const [endpointId = "", messageId = ""] = id.split(" ");
      await transaction(db, (tx) => replayMessages(tx, { endpointId, messageId, max: 1 }));
    },
  },
});

const deadMessageTable = (db: Db): DevTable => ({
  name: "messages",
  title: "Messages that were given up",
  lead: "messages of brokers that could not be handled, with the reason",
  columns: ["source", "type", "reason", "attempts", "body"],
  read: async () =>
    (await listDeadMessages(db, { max: maxRows })).map(({ source, id, type, reason, attempts, body }) => ({
      id,
      cells: [source, type ?? "", reason, String(attempts), body],
    })),
});

/** The tables of `/dev`: events, jobs, deliveries and mail that a call led to, with buttons that repeat them. */
export const devTables = (db: Db): readonly DevTable[] =>
  [eventTable, readerTable, deliveryTable, jobTable, attemptTable, deadMessageTable].map((of) => of(db));

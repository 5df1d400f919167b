import type { Db } from "../server/database/index.ts";
import {
  findPositionBefore,
  listDeadDeliveries,
  listReaders,
  moveReader,
  readEnds,
  readLog,
  removeReader,
  retryDeadDeliveries,
} from "../server/events/index.ts";
import { type CommandResult, inDatabase } from "./operator-command.ts";
import { parseCommandLine } from "./parse-command-line.ts";

const usage = `usage: npm run log -- tail [<count>] [--payload]
       npm run log -- positions
       npm run log -- replay <reader> --after <position> | --since <time> | --to-end
       npm run log -- dead
       npm run log -- retry <reader>
       npm run log -- remove <reader>`;

const defaultCount = 20;
const maxCount = 1000;
const maxListed = 1000;

const done = (text: string): CommandResult => ({ text, isDone: true });
const failed = (text: string): CommandResult => ({ text, isDone: false });

/** Payloads are printed on demand alone: they may contain personal data. */
async function tail(db: Db, count: number, withPayload: boolean): Promise<CommandResult> {
  const { last } = await readEnds(db);
  const read = await readLog(db, { after: Math.max(0, last - count), max: count });
  const lines = read.map(
    ({ position, occurredAt, name, id, key, payload }) =>
      `${position}  ${occurredAt}  ${name}  ${key ?? "-"}  ${id}${withPayload ? `  ${JSON.stringify(payload)}` : ""}\n`,
  );
  return done(`${lines.join("")}${read.length} events, the last at position ${last}.`);
}

async function positions(db: Db): Promise<CommandResult> {
  const readers = await listReaders(db);
  const lines = readers.map(
    ({ name, position, lag, waiting, dead, movedAt }) =>
      `${name}  after ${position} (${lag} behind), ${waiting} waiting, ${dead} dead, moved ${movedAt}\n`,
  );
  const { first, last } = await readEnds(db);
  return done(
    `${lines.join("")}${readers.length} readers; the log holds ${first ?? "nothing"}${first === null ? "" : ` to ${last}`}.`,
  );
}

async function remove(db: Db, reader: string): Promise<CommandResult> {
  const outcome = await removeReader(db, reader);
  if (outcome === "removed") return done(`"${reader}" is removed, with its position and what it had parked.`);
  if (outcome === "unknown") return failed(`There is no reader "${reader}".`);
  return failed(`"${reader}" is run by a process: remove it from the release, or its address from BROKER_URL, first.`);
}

interface Target {
  readonly after?: string | undefined;
  readonly since?: string | undefined;
  readonly "to-end"?: boolean | undefined;
}

async function targetOf(db: Db, { after, since, "to-end": toEnd }: Target): Promise<number | undefined> {
  const { last } = await readEnds(db);
  if (toEnd) return last;
  if (since !== undefined) return findPositionBefore(db, new Date(since).toISOString());
  const position = Number(after);
  return position <= last ? position : undefined;
}

async function replay(db: Db, reader: string, target: Target): Promise<CommandResult> {
  const position = await targetOf(db, target);
  if (position === undefined) return failed("The log does not reach that far.");
  const isKnown = await moveReader(db, reader, position);
  return isKnown ? done(`"${reader}" goes on after ${position}.`) : failed(`There is no reader "${reader}".`);
}

async function dead(db: Db): Promise<CommandResult> {
  const found = await listDeadDeliveries(db, maxListed);
  const lines = found.map(
    ({ reader, position, name, id, attempts, finishedAt }) =>
      `${reader}  ${position}  ${name}  ${id}  given up ${finishedAt} after ${attempts} attempts\n`,
  );
  return done(`${lines.join("")}${found.length} deliveries were given up.`);
}

function isTarget({ after, since, "to-end": toEnd }: Target): boolean {
  if ([after, since, toEnd].filter((one) => one !== undefined).length !== 1) return false;
  if (since !== undefined) return Number.isFinite(Date.parse(since));
  return toEnd === true || /^\d{1,15}$/.test(after ?? "");
}

const { positionals, values } = parseCommandLine(usage, {
  allowPositionals: true,
  options: {
    after: { type: "string" },
    since: { type: "string" },
    "to-end": { type: "boolean" },
    payload: { type: "boolean" },
  },
});
const [verb, argument, ...more] = positionals;
const count = Number(argument ?? defaultCount);
if (more.length > 0) await inDatabase({ usage });
else if (verb === "tail" && Number.isInteger(count) && count > 0 && count <= maxCount)
  await inDatabase((db) => tail(db, count, values.payload === true));
else if (verb === "positions" && argument === undefined) await inDatabase(positions);
else if (verb === "dead" && argument === undefined) await inDatabase(dead);
else if (verb === "replay" && argument !== undefined && isTarget(values))
  await inDatabase((db) => replay(db, argument, values));
else if (verb === "retry" && argument !== undefined)
  await inDatabase(async (db) => done(`${await retryDeadDeliveries(db, argument)} deliveries are due again.`));
else if (verb === "remove" && argument !== undefined) await inDatabase((db) => remove(db, argument));
else await inDatabase({ usage });

import { parseArgs } from "node:util";
import type { Db } from "../server/database/index.ts";
import { type DeadEvent, listDead, replay } from "../server/events/index.ts";
import { inDatabase, type Told } from "./in-database.ts";

const usage = "usage: npm run outbox -- list\n       npm run outbox -- replay <id>… | all";

const maxListed = 1000;
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Payloads are not printed: they may contain personal data. */
const lineOf = ({ id, event, attempts, lastError, finishedAt }: DeadEvent) =>
  `${id}  ${event}  given up ${finishedAt} after ${attempts} attempts: ${lastError}\n`;

async function list(db: Db): Promise<Told> {
  const dead = await listDead(db, { max: maxListed });
  return { text: `${dead.map(lineOf).join("")}${dead.length} events were given up.`, isDone: true };
}

async function replayNamed(db: Db, named: readonly string[] | "all"): Promise<Told> {
  const ids = named === "all" ? (await listDead(db, { max: maxListed })).map(({ id }) => id) : named;
  return { text: `${await replay(db, ids)} events are due again.`, isDone: true };
}

const [verb, ...ids] = parseArgs({ allowPositionals: true }).positionals;
const isAll = ids.length === 1 && ids[0] === "all";
const namesEvents = ids.length > 0 && ids.every((id) => idPattern.test(id));
if (verb === "list" && ids.length === 0) await inDatabase(list);
else if (verb === "replay" && (isAll || namesEvents)) await inDatabase((db) => replayNamed(db, isAll ? "all" : ids));
else await inDatabase({ usage });

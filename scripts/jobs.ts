import { parseArgs } from "node:util";
import type { Db } from "../server/database/index.ts";
import { type DeadJob, listDead, retry } from "../server/jobs/index.ts";
import { inDatabase, type Told } from "./in-database.ts";

const usage = "usage: npm run jobs -- list\n       npm run jobs -- retry <id>… | all";

const maxListed = 1000;
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Inputs are not printed: they may contain personal data. */
const lineOf = ({ id, name, attempts, lastError, finishedAt }: DeadJob) =>
  `${id}  ${name}  given up ${finishedAt} after ${attempts} attempts: ${lastError}\n`;

async function list(db: Db): Promise<Told> {
  const dead = await listDead(db, { max: maxListed });
  return { text: `${dead.map(lineOf).join("")}${dead.length} jobs are dead letters.`, isDone: true };
}

async function retryNamed(db: Db, named: readonly string[] | "all"): Promise<Told> {
  const ids = named === "all" ? (await listDead(db, { max: maxListed })).map(({ id }) => id) : named;
  return { text: `${await retry(db, ids)} jobs are due again.`, isDone: true };
}

const [verb, ...ids] = parseArgs({ allowPositionals: true }).positionals;
const isAll = ids.length === 1 && ids[0] === "all";
const namesJobs = ids.length > 0 && ids.every((id) => idPattern.test(id));
if (verb === "list" && ids.length === 0) await inDatabase(list);
else if (verb === "retry" && (isAll || namesJobs)) await inDatabase((db) => retryNamed(db, isAll ? "all" : ids));
else await inDatabase({ usage });

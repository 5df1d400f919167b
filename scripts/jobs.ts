import { parseArgs } from "node:util";
import type { Db } from "../server/database/index.ts";
import { cancel, type ListedJob, listJobs, retry } from "../server/jobs/index.ts";
import { type JobState, jobStates } from "../shared/contract/index.ts";
import { inDatabase, type Told } from "./in-database.ts";

const usage = `usage: npm run jobs -- list [${jobStates.join(" | ")}]
       npm run jobs -- retry <id>… | all
       npm run jobs -- cancel <id>…`;

const maxListed = 1000;
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Inputs are not printed: they may contain personal data. */
const lineOf = ({ id, name, attempts, lastError, availableAt, finishedAt }: ListedJob) => {
  const when = finishedAt === null ? `due ${availableAt ?? "after another one of its key"}` : `finished ${finishedAt}`;
  return `${id}  ${name}  ${when}, ${attempts} attempts${lastError === null ? "" : `, last failure: ${lastError}`}\n`;
};

async function list(db: Db, state: JobState): Promise<Told> {
  const jobs = await listJobs(db, { state, max: maxListed });
  const more = jobs.length === maxListed ? " or more" : "";
  return { text: `${jobs.map(lineOf).join("")}${jobs.length}${more} jobs are ${state}.`, isDone: true };
}

async function retryNamed(db: Db, named: readonly string[] | "all"): Promise<Told> {
  const ids = named === "all" ? (await listJobs(db, { state: "dead", max: maxListed })).map(({ id }) => id) : named;
  return { text: `${await retry(db, ids)} jobs are due again.`, isDone: true };
}

const cancelNamed = async (db: Db, ids: readonly string[]): Promise<Told> => ({
  text: `${await cancel(db, ids)} jobs were cancelled.`,
  isDone: true,
});

const [verb, ...names] = parseArgs({ allowPositionals: true }).positionals;
const isAll = names.length === 1 && names[0] === "all";
const areIds = names.length > 0 && names.every((id) => idPattern.test(id));
const state = jobStates.find((one) => one === (names[0] ?? "dead"));
if (verb === "list" && names.length <= 1 && state !== undefined) await inDatabase((db) => list(db, state));
else if (verb === "retry" && (isAll || areIds)) await inDatabase((db) => retryNamed(db, isAll ? "all" : names));
else if (verb === "cancel" && areIds) await inDatabase((db) => cancelNamed(db, names));
else await inDatabase({ usage });

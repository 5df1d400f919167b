import type { Db } from "../server/database/index.ts";
import { cancel, type ListedJob, listJobs, retry } from "../server/jobs/index.ts";
import { type JobState, jobStates } from "../shared/contract/index.ts";
import { type CommandResult, inDatabase } from "./operator-command.ts";
import { parseCommandLine } from "./parse-command-line.ts";

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

async function list(db: Db, state: JobState): Promise<CommandResult> {
  const jobs = await listJobs(db, { state, max: maxListed });
  const more = jobs.length === maxListed ? " or more" : "";
  return { text: `${jobs.map(lineOf).join("")}${jobs.length}${more} jobs are ${state}.`, isDone: true };
}

/** Retries page by page, from the latest to the oldest, so that a job which dies again meanwhile is not met twice. */
async function retryAll(db: Db): Promise<number> {
  let retried = 0;
  let after: ListedJob | undefined;
  do {
    const page = await listJobs(db, { state: "dead", max: maxListed, after });
    retried += await retry(
      db,
      page.map(({ id }) => id),
    );
    after = page.at(-1);
  } while (after !== undefined);
  return retried;
}

async function retryNamed(db: Db, named: readonly string[] | "all"): Promise<CommandResult> {
  return { text: `${await (named === "all" ? retryAll(db) : retry(db, named))} jobs are due again.`, isDone: true };
}

const cancelNamed = async (db: Db, ids: readonly string[]): Promise<CommandResult> => ({
  text: `${await cancel(db, ids)} jobs were cancelled.`,
  isDone: true,
});

const [verb, ...names] = parseCommandLine(usage, { allowPositionals: true }).positionals;
const isAll = names.length === 1 && names[0] === "all";
const areIds = names.length > 0 && names.every((id) => idPattern.test(id));
const state = jobStates.find((one) => one === (names[0] ?? "dead"));
if (verb === "list" && names.length <= 1 && state !== undefined) await inDatabase((db) => list(db, state));
else if (verb === "retry" && (isAll || areIds)) await inDatabase((db) => retryNamed(db, isAll ? "all" : names));
else if (verb === "cancel" && areIds) await inDatabase((db) => cancelNamed(db, names));
else await inDatabase({ usage });

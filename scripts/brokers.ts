import { readConfig } from "../server/app/config.ts";
import { retryDeadMessages } from "../server/app/dead-messages.ts";
import { createServices } from "../server/app/services.ts";
import type { Db } from "../server/database/index.ts";
import { keysOf } from "../server/entry/local-key.ts";
import { listDeadMessages } from "../server/inbox/index.ts";
import { createLog } from "../server/providers/log.ts";
import { type CommandResult, inDatabase } from "./operator-command.ts";
import { parseCommandLine } from "./parse-command-line.ts";

const usage = `usage: npm run brokers -- dead
       npm run brokers -- retry <id> | all`;

const maxListed = 1000;

/** Bodies are not printed: they may contain personal data. */
async function dead(db: Db): Promise<CommandResult> {
  const letters = await listDeadMessages(db, { max: maxListed });
  const lines = letters.map(
    ({ source, id, type, reason, attempts, deadAt }) =>
      `${source}  ${id}  ${type ?? "-"}  given up ${deadAt}, ${attempts} times: ${reason}\n`,
  );
  return { text: `${lines.join("")}${letters.length} messages were given up.`, isDone: true };
}

async function retry(db: Db, asked: string): Promise<CommandResult> {
  const config = readConfig(process.env);
  const services = createServices(db, { ...config, ...keysOf(config) });
  const log = createLog("warn", (line) => void process.stderr.write(`${line}\n`));
  const isMeant = ({ id }: { readonly id: string }) => asked === "all" || id === asked;
  const { handled, remaining } = await retryDeadMessages({ services, log, max: maxListed, isMeant });
  return { text: `${handled} messages were handled, ${remaining} were given up again.`, isDone: remaining === 0 };
}

const [verb, asked, ...more] = parseCommandLine(usage, { allowPositionals: true }).positionals;
if (verb === "dead" && asked === undefined) await inDatabase(dead);
else if (verb === "retry" && asked !== undefined && more.length === 0) await inDatabase((db) => retry(db, asked));
else await inDatabase({ usage });

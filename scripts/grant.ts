import type { Db } from "../server/database/index.ts";
import { grantRole } from "../server/features/admin/index.ts";
import { type Role, roles } from "../shared/contract/index.ts";
import { type CommandResult, inDatabase } from "./operator-command.ts";
import { parseCommandLine } from "./parse-command-line.ts";

const usage = `usage: npm run grant -- <username> <${roles.join("|")}>`;

const refusals = {
  not_found: "No user has this user name.",
  last_admin: "No other account is an admin: grant the role to another first.",
} as const;

const isRole = (text: string | undefined): text is Role => roles.some((role) => role === text);

async function grant(db: Db, username: string, role: Role): Promise<CommandResult> {
  const granted = await grantRole(db, { username, role });
  return typeof granted === "string"
    ? { text: refusals[granted], isDone: false }
    : { text: `${granted.username} is ${granted.role} now and has to sign in anew.`, isDone: true };
}

const [username, role, ...more] = parseCommandLine(usage, { allowPositionals: true }).positionals;
const isAsked = username !== undefined && isRole(role) && more.length === 0;
await inDatabase(isAsked ? (db) => grant(db, username, role) : { usage });

import { parseArgs } from "node:util";
import { readConfig } from "../server/config.ts";
import { connect } from "../server/database/index.ts";
import { isForPeople, prepareDatabase } from "../server/entry/prepare.ts";
import { grantRole } from "../server/features/admin/index.ts";
import { type Role, roles } from "../shared/contract/index.ts";

const usage = `usage: npm run grant -- <username> <${roles.join("|")}>`;

const refusals = {
  not_found: "Nobody has this user name.",
  last_admin: "Nobody else would be an admin: name another first.",
} as const;

const isRole = (text: string | undefined): text is Role => roles.some((role) => role === text);

/** Gives the account its role. @returns what to tell who asked, and whether it was done. */
async function grant(username: string, role: Role): Promise<{ text: string; done: boolean }> {
  const database = await prepareDatabase(readConfig(process.env), () => {});
  try {
    const { db, close } = connect(database.url, {
      maxConnections: 1,
      maxWaiting: 1,
      connectTimeoutMs: 10_000,
      statementTimeoutMs: 10_000,
      onConnectionError: () => {},
    });
    try {
      const granted = await grantRole(db, { username, role });
      return typeof granted === "string"
        ? { text: refusals[granted], done: false }
        : { text: `${granted.username} is ${granted.role} now and has to sign in anew.`, done: true };
    } finally {
      await close();
    }
  } finally {
    await database.stop();
  }
}

try {
  const [username, role, ...more] = parseArgs({ allowPositionals: true }).positionals;
  const isAsked = username !== undefined && isRole(role) && more.length === 0;
  const { text, done } = isAsked ? await grant(username, role) : { text: usage, done: false };
  (done ? process.stdout : process.stderr).write(`${text}\n`);
  if (!done) process.exitCode = 1;
} catch (error) {
  if (!isForPeople(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

import type { Config } from "./config.ts";
import type { Db } from "./database/index.ts";
import type { Services } from "./procedures/index.ts";
import { createPasswords } from "./providers/passwords.ts";

/** One gate for all requests of the process: it bounds memory. */
const passwords = createPasswords();

/** What handlers work with, over one database. */
export const createServices = (db: Db, { passwordPolicy }: Pick<Config, "passwordPolicy">): Services => ({
  db,
  cache: null,
  passwords,
  passwordPolicy,
});

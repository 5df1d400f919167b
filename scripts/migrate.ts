import { readConfig } from "../server/app/config.ts";
import { isForPeople, prepareDatabase } from "../server/entry/prepare-database.ts";

const print = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const database = await prepareDatabase(readConfig(process.env), print);
  await database.stop();
  print("The database is up to date.");
} catch (error) {
  if (!isForPeople(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

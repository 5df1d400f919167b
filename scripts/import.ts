import { checkServer } from "../server/database/index.ts";
import { transferCommand } from "./transfer/command.ts";
import { linesOf } from "./transfer/file.ts";
import { importDatabase } from "./transfer/import.ts";

await transferCommand("usage: npm run import -- FILE", async (db, path) => {
  await checkServer(db);
  return `Imported ${await importDatabase(db, linesOf(path))} rows.`;
});

import { transferCommand } from "./transfer/command.ts";
import { exportDatabase } from "./transfer/export.ts";
import { writeFileOf } from "./transfer/file.ts";

const warning =
  "It holds password hashes, sessions and addresses: keep it as secret as the database, and delete it once it is imported.";

await transferCommand("usage: npm run export -- FILE", async (db, path) => {
  await db.transaction().execute((tx) => writeFileOf(path, exportDatabase(tx)));
  return `Wrote ${path}. ${warning}`;
});

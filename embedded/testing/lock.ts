// Tries to lock each given folder, one every 50 ms from the given time (epoch milliseconds) on, and holds the locks it gets.
// Prints the outcomes as one line of JSON: "won", or the name of the error.
import { lockFolder } from "../lock.ts";
import { sleep } from "../processes.ts";

const [atMs = "0", ...folders] = process.argv.slice(2);
const outcomes: string[] = [];
for (const [round, folder] of folders.entries()) {
  const roundMs = Number(atMs) + round * 50;
  await sleep(roundMs - Date.now() - 5);
  while (Date.now() < roundMs) {}
  outcomes.push(outcomeOf(folder));
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
setInterval(() => {}, 60_000);

function outcomeOf(folder: string): string {
  try {
    lockFolder(folder);
    return "won";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

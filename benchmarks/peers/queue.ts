// The shared part of the programs of queues: `fill <jobs>` inserts waiting jobs, `run <jobs>` does some and prints what that cost.

export interface Queue {
  readonly fill: (jobs: number) => Promise<void>;
  /** Works on jobs, calling `onDone` for each, until the signal aborts. */
  readonly work: (onDone: () => void, signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Runs the command of the process's arguments: the database's URL, the verb and the number of jobs. */
export async function runCommand(open: (url: string) => Promise<Queue>): Promise<void> {
  const [url = "", verb = "", count = "0"] = process.argv.slice(2);
  const queue = await open(url);
  if (verb === "fill") await queue.fill(Number(count));
  else {
    const end = new AbortController();
    let left = Number(count);
    let [startedAt, cpu] = [performance.now(), process.cpuUsage()];
    // The first jobs open connections and compile queries.
    const warmup = Math.floor(left / 10);
    left += warmup;
    const report = () => {
      const { user, system } = process.cpuUsage(cpu);
      process.stdout.write(`${JSON.stringify({ ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 })}\n`);
      end.abort();
    };
    await queue.work(() => {
      left--;
      if (left === Number(count)) [startedAt, cpu] = [performance.now(), process.cpuUsage()];
      if (left === 0) report();
    }, end.signal);
  }
  await queue.close();
}

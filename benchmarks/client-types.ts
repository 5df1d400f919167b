import { checkSyntheticClient } from "../tests/support/synthetic-client.ts";

// The time an editor waits: the type-check of 50 calls on clients of growing size.
for (const procedures of [100, 500, 1000]) {
  const { seconds, instantiations, memoryMib } = await checkSyntheticClient(procedures, 50);
  process.stdout.write(
    `${procedures} procedures: ${seconds.toFixed(2)} s, ${instantiations} instantiations, ${memoryMib} MiB\n`,
  );
}

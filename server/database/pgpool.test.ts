import { expect, test } from "vitest";
import { createPgpoolCheck } from "./pgpool.ts";

/** Connections on which each statement ends in the next of these errors or, without one, in pgpool-II's answer. */
function connections(...errors: readonly object[]) {
  const asked: string[] = [];
  const query = async (text: string) => {
    const error = errors[asked.push(text) - 1];
    if (error !== undefined) throw error;
    return { rows: [{ item: "backend_clustering_mode", value: "5" }] };
  };
  return { asked, client: Object({ query, connection: { stream: {} } }) };
}

const unknownSetting = { code: "42704" };

test("a server without pgpool-II is asked once, also by connections that open at the same time", async () => {
  const { asked, client } = connections(unknownSetting, unknownSetting, unknownSetting);
  const check = createPgpoolCheck(1000);
  await Promise.all([check(client), check(client)]);
  await check(client);
  expect(asked).toEqual(["show pool_status"]);
});

test("after a lost connection the next one is asked, and the unfit mode is refused on all", async () => {
  const { asked, client } = connections({ code: "ECONNRESET" });
  const check = createPgpoolCheck(1000);
  await expect(check(client)).rejects.toEqual({ code: "ECONNRESET" });
  await expect(check(client)).rejects.toThrow("leaves writes uncommitted");
  await expect(check(client)).rejects.toThrow("leaves writes uncommitted");
  expect(asked).toHaveLength(2);
});

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";

/** Files of the published client, and its tests that call a server. */
const parts = ["index.ts", "runtime", "generated/api.ts"];
const suite = ["story.test.ts", "errors.test.ts"];

/** Copies the current client and its tests to tests/released/, as the released client. */
export async function keepClient(root: URL): Promise<void> {
  const client = new URL("client/", root);
  const kept = new URL("tests/released/client/", root);
  await rm(kept, { recursive: true, force: true });
  await mkdir(kept, { recursive: true });
  for (const part of parts) await cp(new URL(part, client), new URL(part, kept), { recursive: true });
  for (const test of suite) {
    const text = await readFile(new URL(test, client), "utf8");
    await writeFile(new URL(test, kept), text.replaceAll('"../tests/', '"../../'));
  }
}

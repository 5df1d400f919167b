import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Refusal } from "../change/feature-names.ts";

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");

/** Writes text to a new file, compressed, that its owner alone may read. Leaves none behind when it fails. */
export async function writeFileOf(path: string, text: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(
      Readable.from(text, { highWaterMark: 2 }),
      createGzip(),
      createWriteStream(path, { flags: "wx", mode: 0o600 }),
    );
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw new Refusal(`${path} exists already.`);
    rmSync(path, { force: true });
    throw error;
  }
}

/** The lines of a file of {@link writeFileOf}; a last one without its end is left out. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const input = createReadStream(path);
  const text = createGunzip();
  input.on("error", (error) => text.destroy(error));
  input.pipe(text).setEncoding("utf8");
  let rest = "";
  try {
    for await (const chunk of text) {
      const parts = (rest + String(chunk)).split("\n");
      rest = parts.pop() ?? "";
      yield* parts;
    }
  } catch (error) {
    if (codeOf(error) === "Z_BUF_ERROR") throw new Refusal("The file is truncated.");
    if (codeOf(error) === "ENOENT") throw new Refusal(`There is no file ${path}.`);
    if (codeOf(error).startsWith("Z_")) throw new Refusal("This is not a file of npm run export, or it is damaged.");
    throw error;
  } finally {
    input.destroy();
  }
}

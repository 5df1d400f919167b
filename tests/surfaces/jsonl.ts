import assert from "node:assert";

type Chunk = readonly [id: number, status: number, value: unknown];

/** Inserts streamed parts into a value; a part names its path, its kind and the line that carries it. */
function filled(value: unknown, chunks: ReadonlyMap<number, Chunk>): unknown {
  assert(Array.isArray(value));
  const [[plain], ...promised]: [unknown[], ...[string | null, number, number][]] = JSON.parse(JSON.stringify(value));
  let whole = plain;
  for (const [key, , id] of promised) {
    const [, status, part] = chunks.get(id) ?? assert.fail(`the stream ended before line ${id}`);
    const found = status === 0 ? filled(part, chunks) : { rejected: part };
    whole = key === null ? found : { ...Object(whole), [key]: found };
  }
  return whole;
}

/** The final value of a streamed batch, whatever the order of its parts. */
export function readStream(text: string): unknown {
  const [head, ...lines] = text.split("\n").filter((line) => line.trim() !== "");
  const chunks = new Map(lines.map((line) => JSON.parse(line)).map((chunk: Chunk) => [chunk[0], chunk]));
  return Object.entries(JSON.parse(head ?? "{}")).map(([, call]) => filled(call, chunks));
}

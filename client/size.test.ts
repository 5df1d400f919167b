import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { proceduresOf } from "../shared/contract/index.ts";
import { api } from "../shared/index.ts";

const shippedProcedures = 86;
const bytesPerProcedure = 10;
/** 6 kB with the procedures that are shipped; each further one may add its name. */
const maxGzipBytes = 6000 + bytesPerProcedure * Math.max(0, proceduresOf(api).length - shippedProcedures);

test("the client, with the names of all procedures, stays below 6 kB and needs no package", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL("index.ts", import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    metafile: true,
  });
  const [bundle] = outputFiles;
  expect(gzipSync(bundle?.contents ?? "", { level: 9 }).byteLength).toBeLessThanOrEqual(maxGzipBytes);
  expect(Object.keys(metafile.inputs).filter((path) => !path.startsWith("client/"))).toEqual([]);
});

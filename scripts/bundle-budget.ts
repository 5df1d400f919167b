import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { api } from "../shared/index.ts";

/** The budget of the features that are shipped. */
const shippedKiB = 350;
const shippedFeatures = 18;
/** The additional budget of each further feature. */
const featureKiB = 2;
/** The additional budget of a worker with GraphQL. */
const maxGraphqlKiB = 60;

/** The additional budget of a worker with brokers. */
const maxBrokersKiB = 10;

/** Size of a worker, bundled as for production. */
function kiBOf(entry: string): number {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-bundle-"));
  try {
    const command = ["deploy", `server/entry/${entry}.ts`, "--dry-run", "--env", "production", "--outdir", folder];
    execFileSync("wrangler", command, { stdio: "ignore" });
    return gzipSync(readFileSync(join(folder, `${entry}.js`)), { level: 9 }).length / 1024;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const maxKiB = shippedKiB + featureKiB * Math.max(0, Object.keys(api).length - shippedFeatures);
const kiB = kiBOf("worker");
const graphqlKiB = kiBOf("worker-graphql") - kiB;
const brokersKiB = kiBOf("worker-brokers") - kiB;
process.stdout.write(`The worker is ${kiB.toFixed(1)} KiB gzip; its budget is ${maxKiB} KiB.\n`);
process.stdout.write(
  `GraphQL adds ${graphqlKiB.toFixed(1)} KiB where it is asked for; its budget is ${maxGraphqlKiB} KiB.\n` +
    `Brokers add ${brokersKiB.toFixed(1)} KiB where they are asked for; their budget is ${maxBrokersKiB} KiB.\n`,
);
if (kiB > maxKiB || graphqlKiB > maxGraphqlKiB || brokersKiB > maxBrokersKiB) process.exitCode = 1;

import { spawn } from "node:child_process";
import { join } from "node:path";
import type { OpenApiDocument } from "../../server/surfaces/openapi/index.ts";
import { PackageFolder } from "./package-folder.ts";
import type { TrialResult } from "./try-tool.ts";
import { callAllOperations } from "./validated-traffic.ts";

export const prism = { name: "Prism", packages: ["@stoplight/prism-cli@5.16.0"] };

const startTimeoutMs = 120_000;

/** Runs Prism as a proxy in front of a service while `work` runs. */
async function behindPrism<T>(
  folder: PackageFolder,
  api: string,
  port: number,
  work: (proxy: string) => Promise<T>,
): Promise<T> {
  const program = join(folder.path, "node_modules/.bin/prism");
  const proxy = spawn(program, ["proxy", "openapi.json", api, "--port", String(port)], { cwd: folder.path });
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("Prism did not start in time")), startTimeoutMs);
      proxy.on("error", reject);
      proxy.stderr.resume();
      proxy.stdout.on("data", (part: Buffer) => {
        if (!String(part).includes("listening")) return;
        clearTimeout(late);
        resolve();
      });
    });
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    proxy.kill();
  }
}

/** Calls every operation through Prism, which validates requests and responses against the document. */
export async function tryPrism(
  document: string,
  api: string,
  port: number,
): Promise<TrialResult & { readonly calls: number }> {
  const begunMs = performance.now();
  const folder = new PackageFolder();
  const resultOf = (failure: string | undefined, calls: number) => ({
    name: prism.name,
    ...(failure !== undefined && { failure }),
    seconds: (performance.now() - begunMs) / 1000,
    calls,
  });
  try {
    const { succeeded, output } = await folder.install(prism.packages);
    if (!succeeded) return resultOf(output, 0);
    folder.write("openapi.json", document);
    // Guarantees the OpenAPI document of the service.
    const parsed = JSON.parse(document) as OpenApiDocument;
    const { calls, violations } = await behindPrism(folder, api, port, (proxy) => callAllOperations(proxy, parsed));
    return resultOf(violations.length === 0 ? undefined : violations.join("\n"), calls);
  } catch (error) {
    return resultOf(String(error), 0);
  } finally {
    folder.remove();
  }
}

import { execFile, spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type NativeProgram, type NativeSource, startNativeProgram } from "./native-program.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Reason why Swift cannot be compiled here; `undefined` if it can. */
export function swiftMissing(): string | undefined {
  const { status, stdout } = spawnSync("swift", ["--version"], { encoding: "utf8" });
  if (status !== 0) return "there is no swift on the path (Swift 6)";
  return /version [1-5]\./.test(stdout) ? `swift on the path is too old: ${stdout.split("\n")[0]}` : undefined;
}

/** Swift files below a folder of this repository. */
export async function swiftSourcesIn(folder: string): Promise<NativeSource[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const files = names.filter((name) => name.endsWith(".swift")).sort();
  return Promise.all(
    files.map(async (name) => ({ path: name, text: await readFile(join(root, folder, name), "utf8") })),
  );
}

const manifestOf = (program: string, libraries: readonly string[]) => `// swift-tools-version: 6.0
import PackageDescription

let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]
let package = Package(
    name: "Tests",
    platforms: [.macOS(.v13)],
    targets: [
${libraries.map((name) => `        .target(name: "${name}", swiftSettings: strict),\n`).join("")}        .executableTarget(name: "${program}", dependencies: [${libraries.map((name) => `"${name}"`).join(", ")}]),
    ]
)
`;

/** Writes a file unless it is there already: the compiler looks at its time. */
async function keep(path: string, text: string): Promise<void> {
  const known = await readFile(path, "utf8").catch(() => undefined);
  if (known === text) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/**
 * Compiles a program with its libraries, warnings of the libraries being errors, and starts it. What did not change since the
 * last time is not compiled again. @throws with the compiler's output.
 */
export async function startSwift(
  program: string,
  targets: Readonly<Record<string, readonly NativeSource[]>>,
): Promise<NativeProgram> {
  const folder = join(root, ".data/swift");
  const libraries = Object.keys(targets).filter((name) => name !== program);
  const files = Object.entries(targets).flatMap(([target, sources]) =>
    sources.map(({ path, text }) => ({ path: join(folder, "Sources", target, path), text })),
  );
  const isKept = new Set(files.map(({ path }) => path));
  const present = await readdir(join(folder, "Sources"), { recursive: true }).catch(() => []);
  for (const name of present.filter((each) => each.endsWith(".swift"))) {
    const path = join(folder, "Sources", name);
    if (!isKept.has(path)) await rm(path);
  }
  await keep(join(folder, "Package.swift"), manifestOf(program, libraries));
  for (const { path, text } of files) await keep(path, text);
  await run("swift", ["build", "-j", "1", "--product", program], { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    ({ stdout, stderr }: { stdout: string; stderr: string }) => {
      throw new Error(`${stdout}\n${stderr}`);
    },
  );
  return startNativeProgram("swift", ["run", "--skip-build", program], folder);
}

import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type NativeProgram, type NativeSource, startNativeProgram } from "./native-program.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const compiler = join(root, "node_modules/kotlin-compiler/lib");
const jars = (names: string) =>
  names
    .split(" ")
    .map((name) => join(compiler, `${name}.jar`))
    .join(":");
const libraries = jars("kotlin-stdlib kotlinx-coroutines-core-jvm");

/** Reason why Kotlin cannot be compiled here; `undefined` if it can. */
export function kotlinMissing(): string | undefined {
  if (!existsSync(join(compiler, "kotlin-compiler.jar"))) return "npm's kotlin-compiler is not installed";
  return spawnSync("java", ["-version"]).status === 0 ? undefined : "there is no java on the path (JDK 17 or newer)";
}

/** Kotlin files below a folder of this repository. */
export async function kotlinSourcesIn(folder: string): Promise<NativeSource[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const files = names.filter((name) => name.endsWith(".kt")).sort();
  return Promise.all(
    files.map(async (name) => ({ path: join(folder, name), text: await readFile(join(root, folder, name), "utf8") })),
  );
}

// The first tier of the JIT alone: the compiler is over before the second pays off.
const quickly = ["-Xmx1500m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/**
 * Compiles Kotlin, once for equal sources: about 25 s of CPU.
 * @returns the folder of the classes. @throws with the compiler's output.
 */
export async function compileKotlin(sources: readonly NativeSource[]): Promise<string> {
  const hash = createHash("sha256")
    .update(JSON.stringify([libraries, sources]))
    .digest("hex")
    .slice(0, 24);
  const done = join(root, ".data/kotlin", hash);
  if (existsSync(done)) return done;
  const work = `${done}.${process.pid}`;
  for (const { path, text } of sources) {
    await mkdir(dirname(join(work, "sources", path)), { recursive: true });
    await writeFile(join(work, "sources", path), text);
  }
  const classpath = jars(
    "kotlin-compiler kotlin-stdlib kotlin-script-runtime kotlin-reflect kotlinx-coroutines-core-jvm",
  );
  const options = ["-no-stdlib", "-no-reflect", "-cp", libraries, "-jvm-target", "11", "-Werror"];
  try {
    await run("java", [
      ...quickly,
      "-cp",
      classpath,
      "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
      ...options,
      ...["-d", join(work, "classes"), join(work, "sources")],
    ]);
    await rename(join(work, "classes"), done);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return done;
}

// A few procedures are a browser's, which sends its Origin; the JDK drops that header by default.
const withOrigin = "-Dsun.net.http.allowRestrictedHeaders=true";

/** Starts a compiled program. */
export const startKotlin = (classes: string, main: string): NativeProgram => {
  const options = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", withOrigin];
  return startNativeProgram("java", [...options, "-cp", `${classes}:${libraries}`, main]);
};

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TrialResult } from "./try-tool.ts";

interface NativeClient {
  readonly name: string;
  readonly folder: string;
  /** Prints the version of the toolchain; fails where it is not installed. */
  readonly probe: readonly [program: string, ...parameters: string[]];
  readonly commands: readonly (readonly [program: string, ...parameters: string[]])[];
  /** Needed to run it. */
  readonly toolchain: string;
}

const root = new URL("../../", import.meta.url);

const clients = (url: string): readonly NativeClient[] => [
  {
    name: "clients/swift",
    folder: "clients/swift",
    probe: ["swift", "--version"],
    commands: [
      ["swift", "build", "-Xswiftc", "-warnings-as-errors"],
      ["swift", "run", "Conformance", url],
    ],
    toolchain: "Swift 6",
  },
  {
    name: "clients/dart",
    folder: "clients/dart",
    probe: ["dart", "--version"],
    commands: [
      ["dart", "pub", "get"],
      ["dart", "analyze", "--fatal-infos"],
      ["dart", "run", "tool/conformance.dart", url],
    ],
    toolchain: "Dart 3.4 or newer",
  },
];

const run = (folder: string, [program, ...parameters]: readonly [string, ...string[]]) =>
  spawnSync(program, parameters, { cwd: fileURLToPath(new URL(folder, root)), encoding: "utf8" });

/**
 * Compiles and runs the Swift and Dart clients against the service at `url`, where their toolchain is on this machine. The tests
 * run longer scenes in Kotlin and Swift.
 */
export function tryNativeClients(url: string, report: (result: TrialResult) => void): void {
  const hasJava = run(".", ["java", "-version"]).status === 0;
  const kotlin = hasJava
    ? "run by tests/native/kotlin.test.ts"
    : "not run, there is no java on the path (a JDK, 17 or newer)";
  process.stdout.write(`clients/kotlin: ${kotlin}\n`);
  for (const { name, folder, probe, commands, toolchain } of clients(url)) {
    if (run(".", probe).status !== 0) {
      process.stdout.write(`${name}: not run, there is no ${probe[0]} on the path (${toolchain})\n`);
      continue;
    }
    const start = performance.now();
    const failed = commands.map((command) => run(folder, command)).find(({ status }) => status !== 0);
    const failure = failed === undefined ? undefined : `${failed.stdout}\n${failed.stderr}`;
    const seconds = (performance.now() - start) / 1000;
    report(failure === undefined ? { name, seconds } : { name, seconds, failure });
  }
}

import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const stories = fileURLToPath(new URL("stories/", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Most generators need the TypeScript API, which exists up to 5.9. */
const compiler = "typescript@5.9.3";
const timeoutMs = 600_000;

/** The outcome of a program: `succeeded` for exit status 0, and its standard output and errors. */
export interface CommandResult {
  readonly succeeded: boolean;
  readonly output: string;
}

/** A temporary folder with the npm packages of one program. */
export class PackageFolder {
  readonly path = mkdtempSync(join(tmpdir(), "dovetail-clients-"));

  /** Installs packages with exact versions, without install scripts. */
  async install(packages: readonly string[]): Promise<CommandResult> {
    this.write("package.json", JSON.stringify({ private: true, type: "module" }));
    const flags = [
      "--no-audit",
      "--no-fund",
      "--no-package-lock",
      "--ignore-scripts",
      "--prefer-offline",
      "--loglevel=error",
    ];
    return this.run(["npm", "install", ...flags, compiler, "@types/node@24.19.2", ...packages]);
  }

  write(path: string, text: string): void {
    const target = join(this.path, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** Copies a story's file. */
  copy(story: string, path = story): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    copyFileSync(join(stories, story), join(this.path, path));
  }

  /** Runs a program of the folder's packages, or else of the project's, with a timeout. */
  run(
    [program = "", ...parameters]: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<CommandResult> {
    const path = [join(this.path, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH].join(":");
    const started = spawn(program, parameters, {
      cwd: this.path,
      env: { ...process.env, ...environment, PATH: path, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
    });
    const parts: string[] = [];
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (part: Buffer) => parts.push(String(part)));
    return new Promise((resolve) => {
      started.on("error", (error) => resolve({ succeeded: false, output: String(error) }));
      started.on("close", (code) => resolve({ succeeded: code === 0, output: parts.join("") }));
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

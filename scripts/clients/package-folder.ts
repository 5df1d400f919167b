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

/** Output and exit status of a program. */
export interface Ran {
  readonly isDone: boolean;
  readonly output: string;
}

/** A folder with the packages of one program. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), "dovetail-clients-"));

  /** Installs packages with exact versions, without install scripts. */
  async install(packages: readonly string[]): Promise<Ran> {
    this.write("package.json", JSON.stringify({ private: true, type: "module" }));
    const quiet = [
      "--no-audit",
      "--no-fund",
      "--no-package-lock",
      "--ignore-scripts",
      "--prefer-offline",
      "--loglevel=error",
    ];
    return this.run(["npm", "install", ...quiet, compiler, "@types/node@24.19.2", ...packages]);
  }

  write(path: string, text: string): void {
    const place = join(this.folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }

  /** Copies a story's file. */
  copy(story: string, path = story): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    copyFileSync(join(stories, story), join(this.folder, path));
  }

  /** Runs a program of the folder's packages, else of the project's, with a timeout. */
  run([program = "", ...parameters]: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const path = [join(this.folder, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH].join(":");
    const started = spawn(program, parameters, {
      cwd: this.folder,
      env: { ...process.env, ...more, PATH: path, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
    });
    const parts: string[] = [];
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (part: Buffer) => parts.push(String(part)));
    return new Promise((resolve) => {
      started.on("error", (error) => resolve({ isDone: false, output: String(error) }));
      started.on("close", (code) => resolve({ isDone: code === 0, output: parts.join("") }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

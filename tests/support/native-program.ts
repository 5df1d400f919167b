import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A file of a program, by its path in the project. */
export interface NativeSource {
  readonly path: string;
  readonly text: string;
}

/** A running program that calls a client as it is ordered to. */
export interface NativeProgram {
  /** Sends one order. @throws when the program ends. */
  readonly ask: (order: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>;
  readonly stop: () => Promise<void>;
}

/** Starts a program that reads orders from its standard input and writes answers, one JSON text a line, in order. */
export function startNativeProgram(command: string, parameters: readonly string[], folder = "."): NativeProgram {
  const child = spawn(command, parameters, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(line));
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => {
      for (const { reject } of waiting.splice(0)) reject(new Error("the program has ended"));
      resolve();
    });
  });
  return {
    ask: async (order) => {
      const line = await new Promise<string>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(order)}\n`);
      });
      return JSON.parse(line);
    },
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}

import { type ChildProcess, spawn } from "node:child_process";
import { type Assignment, assignmentVariable, type FromProcess, messageOf } from "./messages.ts";
import type { ProcessEvents, ServingProcess } from "./supervisor.ts";

/** A program to run as a serving process. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Processes that end with this one. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts a program as one of several serving processes, with a channel to this one. */
export function startSpawnedProcess(
  { command, args, env }: Program,
  assignment: Assignment,
  { onMessage, onExit }: ProcessEvents,
): ServingProcess {
  const child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...env, [assignmentVariable]: JSON.stringify(assignment) },
  });
  child.on("message", (value: unknown) => {
    const message = messageOf<FromProcess>(value);
    if (message !== undefined) onMessage(message);
  });
  running.add(child);
  const ended = (status: number | null) => {
    if (running.delete(child)) onExit(status);
  };
  child.once("exit", ended);
  // Also emitted where a process that runs cannot be killed.
  child.on("error", () => {
    if (child.pid === undefined) ended(null);
  });
  return {
    pid: child.pid,
    // A message to a process that was just killed fails, which its exit reports.
    send: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

import { spawn } from "node:child_process";
import { type Assignment, assignmentVariable, type FromProcess, messageOf } from "./messages.ts";
import type { ProcessEvents, ServingProcess } from "./supervisor.ts";

/** A program to run as a serving process. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

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
  child.once("exit", onExit);
  child.once("error", () => onExit(null));
  process.once("exit", () => child.kill("SIGKILL"));
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message);
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

test("a promise or a timer that a handler left behind is logged, and the process goes on answering", async () => {
  const script = fileURLToPath(new URL("../support/stray-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await lines.next()).value));
  const { port } = await next();
  for (const [path, event] of [
    ["promise", "process.unhandled_rejection"],
    ["timer", "process.uncaught_exception"],
    ["promise", "process.unhandled_rejection"],
  ]) {
    expect(await (await fetch(`http://127.0.0.1:${port}/api/${path}`)).text()).toBe("null");
    expect(await next()).toMatchObject({ level: "error", event, error: { message: `forgotten ${path}` } });
  }
  expect(child.exitCode).toBeNull();
});

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Starts a service with an SDK, publishes an article, stops the service and prints the trace of the call.

const port = 8788;
const api = `http://localhost:${port}/api`;
const dataDir = mkdtempSync(join(tmpdir(), "dovetail-trace-"));

const server = spawn(process.execPath, ["--import", "./docs/examples/telemetry/sdk.ts", "server/entry/node.ts"], {
  env: {
    ...process.env,
    DATABASE_URL: "",
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: "error",
    SHOWN_SPAN: "articles.publish",
  },
  stdio: ["ignore", "pipe", "inherit"],
});
let output = "";
server.stdout.setEncoding("utf8").on("data", (text: string) => {
  output += text;
});
const ended = new Promise((resolve) => server.once("close", resolve));

const isReady = async () => (await fetch(`http://localhost:${port}/readyz`).catch(() => undefined))?.ok === true;
const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(api + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
};

try {
  const deadline = Date.now() + 120_000;
  while (!(await isReady())) {
    if (Date.now() > deadline || server.exitCode !== null) throw new Error(`the service did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const account = { username: "ada", email: "ada@example.com", password: "an oak a day keeps the doctor" };
  const { user } = await post("/users", { user: account });
  const article = { title: "How joints hold", description: "About glue", body: "Long grain to long grain." };
  await post("/articles", { article }, { authorization: `Bearer ${user.token}` });
} finally {
  server.kill("SIGTERM");
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}
process.stdout.write(output.slice(output.indexOf("Trace ")));

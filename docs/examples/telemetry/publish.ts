import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Starts a service with an SDK and a receiver of webhooks, publishes an article, stops the service and prints the trace.

const port = 8788;
const api = `http://localhost:${port}/api`;
const receiver = createServer((request, response) => {
  request.resume();
  request.once("end", () => response.writeHead(204).end());
});
await once(receiver.listen(0, "127.0.0.1"), "listening");
const address = receiver.address();
const hook = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/hook`;
const received = once(receiver, "request");
const dataDir = mkdtempSync(join(tmpdir(), "dovetail-trace-"));

const server = spawn(process.execPath, ["--import", "./docs/examples/telemetry/sdk.ts", "server/entry/node.ts"], {
  env: {
    ...process.env,
    DATABASE_URL: "",
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: "error",
    WEBHOOK_ALLOWED_ADDRESSES: "127.0.0.0/8",
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
  const authorization = `Bearer ${user.token}`;
  await post("/webhooks", { url: hook, events: ["article.published"] }, { authorization });
  await post("/articles", { article }, { authorization });
  await received;
} finally {
  server.kill("SIGTERM");
  await ended;
  receiver.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.stdout.write(output.slice(output.indexOf("Trace ")));

import { createApp } from "../app.ts";
import { type Config, ConfigFault, readConfig, settingNames } from "../config.ts";
import { createLog } from "../providers/log.ts";
import { createServices } from "../services.ts";
import { openRequestPool } from "./pool.ts";

/** What wrangler.toml binds: Hyperdrive, and settings as text. */
interface Env {
  readonly HYPERDRIVE: { readonly connectionString: string };
  readonly [setting: string]: unknown;
}

interface ExecutionContext {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

interface Isolate {
  readonly config: Config;
  readonly app: ReturnType<typeof createApp>;
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

let isolate: Isolate | undefined;

/** What an isolate makes once, at its first request: the settings come with it. */
function open(env: Env): Isolate {
  const config = readConfig(Object.fromEntries(settingNames.map((name) => [name, textOf(env[name])])));
  const log = createLog(config.logLevel, (line) => console.log(line));
  return { config, app: createApp({ config, log, isAccepting: () => true }) };
}

/** Passes a body on and tells when all of it is sent or given up. */
function following(response: Response): { response: Response; sent: Promise<void> } {
  if (response.body === null) return { response, sent: Promise.resolve() };
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const sent = response.body.pipeTo(writable).catch(() => {});
  return { response: new Response(readable, response), sent };
}

/** True when procedures still run after the head of the answer is sent. */
const isStreaming = (response: Response) => response.headers.has("transfer-encoding");

/** The isolate, or `undefined` when the settings cannot be used; the log says why. */
function opened(env: Env): Isolate | undefined {
  try {
    isolate ??= open(env);
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error;
    console.error(error.message);
  }
  return isolate;
}

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    const current = opened(env);
    if (current === undefined) return new Response("The service is not configured.", { status: 503 });
    const { app, config } = current;
    const { db, close } = openRequestPool(env.HYPERDRIVE.connectionString);
    const answer = await app.fetch(request, { services: createServices(db, config) });
    const { response, sent } = isStreaming(answer) ? following(answer) : { response: answer, sent: Promise.resolve() };
    // Closing before the stream has ended would cut off the calls that still run.
    context.waitUntil(sent.finally(close));
    return response;
  },
};

import { serve } from "@hono/node-server";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { connect } from "../database/index.ts";
import { createLog, describeError } from "../providers/log.ts";
import { createServices } from "../services.ts";

const config = readConfig(process.env);
const log = createLog(config.logLevel, (line) => process.stdout.write(`${line}\n`));
const { db } = connect(config.databaseUrl ?? "", {
  maxConnections: 10,
  maxWaiting: 200,
  connectTimeoutMs: 1000,
  statementTimeoutMs: 5000,
  onConnectionError: (error) => log.warn("connection lost", { error: describeError(error) }),
});
const services = createServices(db, config);
const app = createApp({ config, log, isAccepting: () => true });
serve({ fetch: (request) => app.fetch(request, { services }), port: config.port, hostname: config.host });

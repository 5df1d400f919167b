import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import * as z from "zod";
import { demoAccount } from "../../seed/content/authors.ts";
import { readConfig } from "../../server/app/config.ts";
import { createServices } from "../../server/app/services.ts";
import { logStrayErrors } from "../../server/entry/stray-errors.ts";
import { createListener } from "../../server/hosts/node-http.ts";
import { createLog } from "../../server/providers/log.ts";
import { createRecorder } from "../support/recorder.ts";
import { createOddApp } from "./odd-service.ts";

// Serves the generated contracts on the port that is its argument, as the entry of Node and Deno does, and prints its log.

const config = readConfig({ APP_ORIGINS: "*" });
const log = createLog("info", (line) => void process.stdout.write(`${line}\n`));
logStrayErrors(log);
const isAccepting = () => true;
const app = createOddApp({ config, log, isAccepting, compileSchema: z.compile, runtime: "a test", demo: demoAccount });
const services = { ...createServices(createRecorder().db, { passwordPolicy: "length", limits: "off" }), cache: null };
const others = getRequestListener((request) => app.hono(request, { services, address: "127.0.0.1" }));
const server = createServer(createListener({ fastPath: app.fastPath, services, isAccepting, others }));
// As the entry does: a client that waits meets no connection that closes.
server.keepAliveTimeout = 75_000;
server.listen(Number(process.argv[2]), "127.0.0.1");

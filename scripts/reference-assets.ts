import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import scalar from "@scalar/fastify-api-reference";

// Runs after each install. The page `/docs` is drawn by Scalar's script, which is served as an asset of ours. Its package
// for Fastify is the only one that brings the script without the two hundred packages it was built from; it serves it by a
// route, which is all of Fastify that is needed here.

const folder = fileURLToPath(new URL("../public/assets/vendor", import.meta.url));

interface Route {
  readonly url: string;
  readonly handler: (request: null, reply: Reply) => unknown;
}

interface Reply {
  readonly header: () => Reply;
  readonly send: (body: unknown) => void;
}

/** Returns the text that the route at an address sends. */
function sentBy(routes: readonly Route[], url: string): string {
  let sent: unknown;
  const reply: Reply = {
    header: () => reply,
    send: (body) => {
      sent = body;
    },
  };
  routes.find((route) => route.url === url)?.handler(null, reply);
  if (typeof sent !== "string") throw new Error(`@scalar/fastify-api-reference no longer serves its script at ${url}`);
  return sent;
}

const routes: Route[] = [];
const fastify = { route: (route: Route) => routes.push(route), hasPlugin: () => false };
Reflect.apply(scalar, undefined, [
  fastify,
  { routePrefix: "/docs", configuration: { url: "/openapi.json" } },
  () => {},
]);
const script = sentBy(routes, "/docs/js/scalar.js");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "scalar.js"), script);
writeFileSync(join(folder, "scalar.js.gz"), gzipSync(script, { level: 9 }));

import { createApp } from "../app/app.ts";
import { graphqlOf } from "../app/graphql.ts";
import { createWorker } from "./worker-host.ts";

/** The worker with GraphQL; `main` of wrangler.toml names it in place of worker.ts. */
const { handlers, StreamHub } = createWorker((options) => {
  const graphql = graphqlOf(options.config, undefined);
  return createApp({ ...options, ...(graphql !== undefined && { graphql }) });
});

export { StreamHub };
export default handlers;

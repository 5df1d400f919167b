import { createApp } from "../app/app.ts";
import { createWorker } from "./worker-host.ts";

const { handlers, StreamHub } = createWorker(createApp);

export { StreamHub };
export default handlers;

import { createWorker } from "../../server/entry/worker-host.ts";
import { createOddApp } from "./odd-service.ts";

const { handlers, StreamHub } = createWorker(createOddApp);

export { StreamHub };
export default handlers;

import { createApp } from "../app.ts";
import { createWorker } from "./worker-host.ts";

export default createWorker(createApp);

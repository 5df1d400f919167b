import { createApp } from "../app/app.ts";
import { createWorker } from "./worker-host.ts";

export default createWorker(createApp);

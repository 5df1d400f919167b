import { enableCompileCache, flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// A warm start reads compiled modules without types from the cache: it is ready in two thirds of the time and uses 20
// MiB less. The cache must be enabled before modules load, so they are imported from another file.
enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url)));
await import("./serve.ts");
flushCompileCache();

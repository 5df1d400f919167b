// Replaces, in the worker's bundle (wrangler.toml), the modules that pg imports and does not use on Workers: sockets
// (connections use cloudflare:sockets), DNS, files, password lookup (Hyperdrive's connection string needs none) and the
// parsing of that string, which `address.ts` does. Each one lengthens an isolate's cold start, all together by a tenth.

export {};

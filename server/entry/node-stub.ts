// Replaces, in the worker's bundle (wrangler.toml), the Node modules that pg imports and does not use on Workers:
// sockets (connections use cloudflare:sockets), DNS, files and password lookup (Hyperdrive's connection string needs
// none). Each one lengthens an isolate's cold start, all together by a tenth.

export {};

// What the worker has in place of those parts of Node that pg asks for and does not come to use there (wrangler.toml):
// sockets, since it connects by cloudflare:sockets, and names, files and passwords that Hyperdrive's address does without.
// Each of them makes an isolate's start longer, all together by a tenth.

export {};

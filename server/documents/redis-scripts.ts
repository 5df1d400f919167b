import { defineScript, type Keyspace } from "../redis/index.ts";

// A document is one text: `<revision> <created> <updated> <version>\n<body>`, times in ms. Beside the documents of an account
// stands the index of its keys, `<key>=<expires> <key>=<expires>`, by which they are counted. No part holds a space.

/** Result of a write. */
export type WriteReply =
  | { readonly outcome: "created" | "updated"; readonly createdAtMs: number }
  | { readonly outcome: "exists" | "changed" | "too_many" | "deleted" | "not_found" };

const refusals = ["exists", "changed", "too_many", "deleted", "not_found"] as const;

function decodeWrite(reply: unknown): WriteReply | undefined {
  if (!Array.isArray(reply)) return undefined;
  const [outcome, created] = reply;
  const createdAtMs = Number(created);
  if ((outcome === "created" || outcome === "updated") && Number.isSafeInteger(createdAtMs))
    return { outcome, createdAtMs };
  const refusal = refusals.find((one) => one === outcome);
  return refusal === undefined ? undefined : { outcome: refusal };
}

/** The keys of an index that have not expired, without one. */
const keptIn = (index: string | null, nowMs: number, without: string): readonly string[] =>
  (index ?? "").split(" ").filter((entry) => {
    const [key, expires] = entry.split("=");
    return key !== "" && key !== without && Number(expires) > nowMs;
  });

const keptInLua = `
local kept = {}
for key, expires in string.gmatch(redis.call('GET', KEYS[2]) or '', '([^ =]+)=(%d+)') do
  if tonumber(expires) > tonumber(ARGV[3]) and key ~= ARGV[2] then kept[#kept + 1] = key .. '=' .. expires end
end`;

/** Reads a document; null without one. */
export const readScript = defineScript<string | null>({
  lua: "return redis.call('GET', KEYS[1])",
  inMemory: (space, [key = ""]) => space.get(key),
  decode: (reply) => (typeof reply === "string" || reply === null ? reply : undefined),
});

/**
 * Writes a document. Arguments: the expected revision, `*` for none that exists, `` for any; its key; now in ms; the
 * expiry in ms; the bound of documents; the revision, version and body to store.
 */
export const writeScript = defineScript<WriteReply>({
  lua: `
local current = redis.call('GET', KEYS[1])
if current and ARGV[1] == '*' then return { 'exists' } end
if ARGV[1] ~= '' and ARGV[1] ~= '*' and (not current or string.match(current, '^%S+') ~= ARGV[1]) then return { 'changed' } end
${keptInLua}
if not current and #kept >= tonumber(ARGV[5]) then return { 'too_many' } end
local created = current and string.match(current, '^%S+ (%S+)') or ARGV[3]
kept[#kept + 1] = ARGV[2] .. '=' .. (tonumber(ARGV[3]) + tonumber(ARGV[4]))
redis.call('SET', KEYS[1], table.concat({ ARGV[6], created, ARGV[3], ARGV[7] }, ' ') .. '\\n' .. ARGV[8], 'PX', ARGV[4])
redis.call('SET', KEYS[2], table.concat(kept, ' '), 'PX', ARGV[4])
return { current and 'updated' or 'created', created }`,
  inMemory: (space, [document = "", index = ""], args) => {
    const [expected = "", key = "", now = "", ttl = "", max = "", revision = "", version = "", body = ""] = args;
    const current = space.get(document);
    const [currentRevision, currentCreated] = current?.split(" ", 2) ?? [];
    if (current !== null && expected === "*") return ["exists"];
    if (expected !== "" && expected !== "*" && expected !== currentRevision) return ["changed"];
    const kept = keptIn(space.get(index), Number(now), key);
    if (current === null && kept.length >= Number(max)) return ["too_many"];
    const created = currentCreated ?? now;
    space.set(document, `${revision} ${created} ${now} ${version}\n${body}`, Number(ttl));
    space.set(index, [...kept, `${key}=${Number(now) + Number(ttl)}`].join(" "), Number(ttl));
    return [current === null ? "created" : "updated", created];
  },
  decode: decodeWrite,
});

function keep(space: Keyspace, index: string, kept: readonly string[]): void {
  const ttlMs = space.pttl(index);
  if (kept.length === 0) space.delete(index);
  else if (ttlMs > 0) space.set(index, kept.join(" "), ttlMs);
}

/** Deletes a document. Arguments: the expected revision, `` for any; its key; now in ms. */
export const deleteScript = defineScript<WriteReply>({
  lua: `
local current = redis.call('GET', KEYS[1])
if not current then return { 'not_found' } end
if ARGV[1] ~= '' and string.match(current, '^%S+') ~= ARGV[1] then return { 'changed' } end
${keptInLua}
redis.call('DEL', KEYS[1])
local ttl = redis.call('PTTL', KEYS[2])
if #kept == 0 then redis.call('DEL', KEYS[2]) elseif ttl > 0 then redis.call('SET', KEYS[2], table.concat(kept, ' '), 'PX', ttl) end
return { 'deleted' }`,
  inMemory: (space, [document = "", index = ""], [expected = "", key = "", now = ""]) => {
    const current = space.get(document);
    if (current === null) return ["not_found"];
    if (expected !== "" && expected !== current.split(" ", 1)[0]) return ["changed"];
    space.delete(document);
    keep(space, index, keptIn(space.get(index), Number(now), key));
    return ["deleted"];
  },
  decode: decodeWrite,
});

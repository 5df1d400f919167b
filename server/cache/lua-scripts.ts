import { defineScript, type Keyspace } from "../redis/index.ts";
import { headLength, uuidLength } from "./entry-format.ts";

/** Fields of every reply of the read script. */
interface Versions {
  /** Value of the epoch's fence; 0 without one. */
  readonly fence: number;
  readonly versions: string;
}

/** Reply of the read script. `body` is empty where the caller already has it. */
export type ReadReply =
  | (Versions & {
      readonly outcome: "hit" | "stale" | "stale, lease";
      readonly isMissing: boolean;
      readonly ageMs: number;
      readonly freshLeftMs: number;
      readonly id: string;
      readonly isKnown: boolean;
      readonly body: string;
    })
  | (Versions & { readonly outcome: "lease" })
  | (Versions & { readonly outcome: "busy" });

const versionsOf = (space: Keyspace, tags: readonly string[]) => tags.map((tag) => space.get(tag));

function moveOn(space: Keyspace, name: string, ms: number): number {
  const fence = Number(space.get(name) ?? 0) + 1;
  space.set(name, String(fence), ms);
  return fence;
}

/** Takes the lease unless another caller holds it for these versions. A lease for other versions can no longer fill an entry. */
function takeLease(space: Keyspace, lease: string, token: string, versions: string, leaseMs: number): boolean {
  const holder = space.get(lease);
  if (holder !== null && holder.slice(uuidLength) === versions && holder !== token + versions) return false;
  space.set(lease, token + versions, leaseMs);
  return true;
}

/** Reads an integer from text or a number; `undefined` for anything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return /^-?\d{1,16}$/.test(String(value)) ? Number(value) : undefined;
}

/** Reads the fence of an epoch; a missing one counts as 0. */
export const fenceIn = (value: unknown): number | undefined => (value === "" || value === null ? 0 : numberIn(value));

function decodeEntry([kind, age, freshLeft, id, known, body]: readonly unknown[]) {
  const [ageMs, freshLeftMs] = [numberIn(age), numberIn(freshLeft)];
  if (ageMs === undefined || freshLeftMs === undefined) return undefined;
  if ((kind !== "m" && kind !== "v") || typeof id !== "string" || id.length !== uuidLength) return undefined;
  if (typeof body !== "string" || (known !== 0 && known !== 1)) return undefined;
  return { isMissing: kind === "m", ageMs, freshLeftMs, id, isKnown: known === 1, body };
}

function decodeRead(reply: unknown): ReadReply | undefined {
  if (!Array.isArray(reply)) return undefined;
  const [outcome, versions, fenceText, ...rest] = reply;
  const fence = fenceIn(fenceText);
  if (fence === undefined || typeof versions !== "string" || versions.length % uuidLength !== 0) return undefined;
  if (outcome === "lease") return { outcome, versions, fence };
  if (outcome === "busy") return { outcome, versions, fence };
  if (outcome !== "hit" && outcome !== "stale" && outcome !== "stale, lease") return undefined;
  const entry = decodeEntry(rest);
  return entry && { outcome, versions, fence, ...entry };
}

/**
 * Reads an entry or takes its lease.
 * KEYS entry, lease, fence, tags; ARGV token, lease's ms, tags' ms, id of the entry that the caller holds or "".
 * A tag without a version gets a new one, so neither a cleared nor an evicted tag revives an entry.
 * The age is computed from the remaining TTL, so no two clocks are compared.
 */
export const readScript = defineScript<ReadReply>({
  lua: `
local token = ARGV[1]
local count = #KEYS - 3
local fence = redis.call('GET', KEYS[3]) or ''
local versions = redis.call('MGET', unpack(KEYS, 4))
for i = 1, count do
  if not versions[i] then
    versions[i] = token
    redis.call('SET', KEYS[i + 3], token, 'PX', ARGV[3])
  end
end
local current = table.concat(versions)
local size = ${headLength} + ${uuidLength} * count
local head = redis.call('GETRANGE', KEYS[1], 0, size - 1)
local found = #head == size and tonumber(string.sub(head, 22, 24)) == count and string.sub(head, 61) == current
local total, stale, left = 0, 0, 0
if found then
  total = tonumber(string.sub(head, 2, 11))
  stale = tonumber(string.sub(head, 12, 21))
  left = redis.call('PTTL', KEYS[1])
  found = left > 0
end
local outcome = 'hit'
if not found or left <= stale then
  local holder = redis.call('GET', KEYS[2])
  if holder and string.sub(holder, 37) == current and holder ~= token .. current then
    outcome = found and 'stale' or 'busy'
  else
    redis.call('SET', KEYS[2], token .. current, 'PX', ARGV[2])
    outcome = found and 'stale, lease' or 'lease'
  end
end
if not found then return { outcome, current, fence } end
local id = string.sub(head, 25, 60)
local known = id == ARGV[4] and 1 or 0
local body = known == 1 and '' or redis.call('GETRANGE', KEYS[1], size, -1)
return { outcome, current, fence, string.sub(head, 1, 1), math.max(0, total - left), math.max(0, left - stale), id, known, body }
`,
  inMemory: (space, [entry = "", lease = "", fenceName = "", ...tags], [token = "", leaseMs, tagMs, knownId]) => {
    const fence = space.get(fenceName) ?? "";
    for (const tag of tags) if (space.get(tag) === null) space.set(tag, token, Number(tagMs));
    const versions = versionsOf(space, tags).join("");
    const stored = space.get(entry) ?? "";
    const size = headLength + uuidLength * tags.length;
    const leftMs = space.pttl(entry);
    const isFound =
      stored.length >= size &&
      Number(stored.slice(21, 24)) === tags.length &&
      stored.slice(headLength, size) === versions &&
      leftMs > 0;
    const staleMs = isFound ? Number(stored.slice(11, 21)) : 0;
    const isFresh = isFound && leftMs > staleMs;
    const isLeased = !isFresh && takeLease(space, lease, token, versions, Number(leaseMs));
    if (!isFound) return [isLeased ? "lease" : "busy", versions, fence];
    const outcome = isFresh ? "hit" : isLeased ? "stale, lease" : "stale";
    const id = stored.slice(24, headLength);
    const ageMs = Math.max(0, Number(stored.slice(1, 11)) - leftMs);
    const isKnown = id === knownId;
    const body = isKnown ? "" : stored.slice(size);
    const freshLeftMs = Math.max(0, leftMs - staleMs);
    return [outcome, versions, fence, stored.slice(0, 1), ageMs, freshLeftMs, id, isKnown ? 1 : 0, body];
  },
  decode: decodeRead,
});

/** Outcome of a fill: stored, or not, because the lease was lost or a tag was cleared. */
export type Filled = "stored" | "lease lost" | "cleared";

const filled: readonly Filled[] = ["stored", "lease lost", "cleared"];

/**
 * Stores an entry and ends its lease; extends the TTL of the tags to outlive the entry.
 * KEYS entry, lease, tags; ARGV token, versions, header, body, entry's ms, tags' ms.
 */
export const fillScript = defineScript<Filled>({
  lua: `
if redis.call('GET', KEYS[2]) ~= ARGV[1] .. ARGV[2] then return 1 end
redis.call('DEL', KEYS[2])
local versions = redis.call('MGET', unpack(KEYS, 3))
for i = 1, #KEYS - 2 do
  if not versions[i] then return 2 end
end
if table.concat(versions) ~= ARGV[2] then return 2 end
redis.call('SET', KEYS[1], ARGV[3] .. ARGV[2] .. ARGV[4], 'PX', ARGV[5])
for i = 3, #KEYS do
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[5]) then redis.call('PEXPIRE', KEYS[i], ARGV[6]) end
end
return 0
`,
  inMemory: (
    space,
    [entry = "", lease = "", ...tags],
    [token = "", versions = "", header = "", body = "", ms, tagMs],
  ) => {
    if (space.get(lease) !== token + versions) return 1;
    space.delete(lease);
    const current = versionsOf(space, tags);
    if (current.includes(null) || current.join("") !== versions) return 2;
    space.set(entry, header + versions + body, Number(ms));
    for (const tag of tags) if (space.pttl(tag) < Number(ms)) space.pexpire(tag, Number(tagMs));
    return 0;
  },
  decode: (reply) => filled[numberIn(reply) ?? -1],
});

/** Releases a lease if the caller still holds it. KEYS lease; ARGV its value. */
export const releaseScript = defineScript<boolean>({
  lua: `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`,
  inMemory: (space, [lease = ""], [holder]) => (space.get(lease) === holder && space.delete(lease) ? 1 : 0),
  decode: (reply) => (reply === 1 || reply === 0 ? reply === 1 : undefined),
});

/** Invalidates all entries under the tags; increments the fence and returns it. KEYS fence, tags; ARGV fence's ms. */
export const clearScript = defineScript<number>({
  lua: `
redis.call('DEL', unpack(KEYS, 2))
local fence = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return fence
`,
  inMemory: (space, [fence = "", ...tags], [ms]) => {
    for (const tag of tags) space.delete(tag);
    return moveOn(space, fence, Number(ms));
  },
  decode: numberIn,
});

/** Identity of a Redis and the value of its fence. */
export interface RedisIdentity {
  /** Changes with each server start and each failover; empty where the server does not report it. */
  readonly redis: string;
  readonly fence: number;
}

const fieldIn = (info: string, name: string) => new RegExp(`^${name}:(\\S+)`, "m").exec(info)?.[1] ?? "";

/**
 * Increments the fence and returns it with the server's identity. KEYS fence; ARGV its ms.
 * A server restored to an earlier state has restarted and has a new run id; so has a replica after a failover. A replica
 * shares the replication id of its primary.
 */
export const identifyScript = defineScript<RedisIdentity>({
  lua: `
local fence = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local function info(section)
  local text = redis.pcall('INFO', section)
  return type(text) == 'string' and text or ''
end
return { fence, info('server'), info('replication') }
`,
  inMemory: (space, [name = ""], [ms]) => [moveOn(space, name, Number(ms)), `run_id:${space.runId()}`, ""],
  decode: (reply) => {
    if (!Array.isArray(reply)) return undefined;
    const [fence, server, replication] = reply;
    const at = numberIn(fence);
    if (at === undefined || typeof server !== "string" || typeof replication !== "string") return undefined;
    const names = [fieldIn(server, "run_id"), fieldIn(replication, "master_replid")];
    return { fence: at, redis: names.filter((name) => name !== "").join(":") };
  },
});

import { randomBytes } from "node:crypto";
import type { Collection } from "../../shared/contract/index.ts";
import { type SharedRedis, standardError } from "../procedures/index.ts";
import { RedisUnavailable } from "../redis/index.ts";
import type { DocumentRow } from "./document-values.ts";
import { deleteScript, readScript, type WriteReply, writeScript } from "./redis-scripts.ts";

/** The address of a document, which only its owner reaches. */
interface OwnedKey {
  readonly accountId: number;
  readonly key: string;
}

const msPerSecond = 1000;
const revisionBytes = 12;

const isoOf = (ms: number) => new Date(ms).toISOString();

function parse(key: string, text: string): DocumentRow {
  const at = text.indexOf("\n");
  const [revision = "", created, updated, version] = text.slice(0, at).split(" ");
  const body: unknown = JSON.parse(text.slice(at + 1));
  const times = { created_at: isoOf(Number(created)), updated_at: isoOf(Number(updated)) };
  return { key, revision, version: Number(version), body, ...times };
}

/** Turns an unavailable Redis into 503: these documents exist nowhere else. */
function unavailable(error: unknown): never {
  if (error instanceof RedisUnavailable) throw standardError("unavailable", { retryAfterSeconds: 1 });
  throw error;
}

const notConfigured = () =>
  standardError("unavailable", {
    detail: "These documents are stored in Redis, and the service has none: set REDIS_URL.",
  });

/** A collection in Redis. */
export class RedisDocuments {
  readonly #collection: Collection;
  readonly #ttlMs: number;
  readonly #redis: SharedRedis;

  /** @throws {ApiError} 503 without Redis. */
  constructor(collection: Collection, redis: SharedRedis | null) {
    if (redis === null || collection.ttlSeconds === undefined) throw notConfigured();
    this.#collection = collection;
    this.#ttlMs = collection.ttlSeconds * msPerSecond;
    this.#redis = redis;
  }

  /** @throws {ApiError} 503 when Redis is unavailable, as all methods do. */
  async find({ accountId, key }: OwnedKey): Promise<DocumentRow | undefined> {
    const { keys } = await this.#keysOf({ accountId, key });
    const text = await readScript.run(this.#redis.client, keys.slice(0, 1), []).catch(unavailable);
    return text === null ? undefined : parse(key, text);
  }

  /** @param expected the revision to replace; `*` to create a document only; `undefined` to create or replace any. */
  async put(
    ownedKey: OwnedKey,
    body: string,
    expected: string | undefined,
  ): Promise<WriteReply & { readonly row: DocumentRow }> {
    const { keys, name } = await this.#keysOf(ownedKey);
    const { version, maxPerOwner } = this.#collection;
    const revision = randomBytes(revisionBytes).toString("base64url");
    const nowMs = Date.now();
    const args = [expected ?? "", name, nowMs, this.#ttlMs, maxPerOwner, revision, version, body];
    const reply = await writeScript.run(this.#redis.client, keys, args).catch(unavailable);
    const createdAtMs = "createdAtMs" in reply ? reply.createdAtMs : nowMs;
    const row = parse(ownedKey.key, `${revision} ${createdAtMs} ${nowMs} ${version}\n${body}`);
    return { ...reply, row };
  }

  async delete(ownedKey: OwnedKey, expected: string | undefined): Promise<WriteReply["outcome"]> {
    const { keys, name } = await this.#keysOf(ownedKey);
    const reply = await deleteScript
      .run(this.#redis.client, keys, [expected ?? "", name, Date.now()])
      .catch(unavailable);
    return reply.outcome;
  }

  /** Keys of a document and of its owner's index. Keys of clients are encoded: they may hold spaces. */
  async #keysOf({ accountId, key }: OwnedKey) {
    const base = `${await this.#redis.keyPrefix().catch(unavailable)}documents:${this.#collection.name}:${accountId}`;
    const name = encodeURIComponent(key);
    return { name, keys: [`${base}:${name}`, base] };
  }
}

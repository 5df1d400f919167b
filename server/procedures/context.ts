import type { Redis } from "@upstash/redis";
import type * as z from "zod";
import type {
  Access,
  ErrorCodeOf,
  ErrorDetailsOf,
  Mutation,
  ParsedInputOf,
  Procedure,
  Role,
} from "../../shared/contract/index.ts";
import type { Cache } from "../cache/index.ts";
import type { Db, Tx } from "../database/index.ts";
import type { CallLimiter } from "../limits/index.ts";
import type { IdentityProviders } from "../providers/identity/index.ts";
import type { RegisteredApp } from "../providers/oauth-clients.ts";
import type { PasswordPolicy, Passwords } from "../providers/passwords.ts";
import type { Seal } from "../providers/seal.ts";
import type { ServiceTokens } from "../providers/sign-service-token.ts";
import type { RelyingParty } from "../providers/webauthn.ts";
import type { AllowedTargets } from "../webhooks/index.ts";
import type { Committed } from "./committed-response.ts";
import type { ApiError } from "./errors.ts";
import type { Streams } from "./streams.ts";

interface Account {
  readonly id: number;
  readonly username: string;
  readonly role: Role;
}

/** A user with a session. */
export interface SessionViewer extends Account {
  readonly kind: "session";
  readonly sessionId: string;
  /** Whether the user authenticated within the last ten minutes. */
  readonly isFresh: boolean;
  /** The account's credential version at the session lookup; a revocation raises it. */
  readonly credentialVersion: number;
}

/** A program that acts for an account with an API key. */
export interface KeyViewer extends Account {
  readonly kind: "apiKey";
  readonly keyId: string;
  readonly scopes: readonly string[];
}

/** The authenticated caller. */
export type Viewer = SessionViewer | KeyViewer;

/** The credential that the caller presented. */
export interface Credential {
  readonly keptIn: "token" | "cookie";
  readonly token: string;
}

/** The HTTP request, as procedures see it. */
export interface Call {
  readonly requestId: string;
  readonly credential: Credential | null;
  readonly userAgent: string | null;
  /** The address that rate limits group callers by: an IPv4 address, or a /64 of IPv6. */
  readonly address: string;
  /** The raw `Idempotency-Key` header. */
  readonly idempotencyKey: string | undefined;
  /** Resolves the credential once per request, shared by all procedures of a batch. */
  readonly viewer: () => Promise<Viewer | null>;
  /**
   * Checks that a cookie can be set. Call it before an effect that ends in {@link keepInCookie}.
   * @throws {ApiError} when the response has started already or the caller's origin is not allowed.
   */
  readonly checkCookie: () => void;
  /** Sets the session cookie, or deletes it with `null`. Throws as {@link checkCookie} does. */
  readonly keepInCookie: (token: string | null) => void;
  /** Sets the cookie of one identity-provider sign-in. Throws as {@link checkCookie} does. */
  readonly keepSignInCookie: (state: string, secret: string) => void;
}

/** Redis as handlers use it. */
export interface SharedRedis {
  readonly client: Redis;
  /** The prefix of this database's keys, since several databases may share a Redis. @throws the database's error. */
  readonly keyPrefix: () => Promise<string>;
}

/**
 * The services that handlers may use. Another one is declared here, created in `app/services.ts` and passed on in
 * `pipeline.ts`; both fail to compile without it.
 */
export interface HandlerServices {
  readonly db: Db;
  readonly passwords: Passwords;
  readonly passwordPolicy: PasswordPolicy;
  /** Encrypts secrets that must be read back; `null` without a configured key. */
  readonly seal: Seal | null;
  readonly identityProviders: IdentityProviders;
  /** The relying party of passkeys (WebAuthn). */
  readonly relyingParty: RelyingParty;
  /** Whether mail can be sent, so that no user waits for one that cannot. */
  readonly sendsMail: boolean;
  /** Registered OAuth clients: apps that users sign in to through the system's browser. */
  readonly apps: readonly RegisteredApp[];
  /** Signs tokens for other services; `null` without a configured key. */
  readonly serviceTokens: ServiceTokens | null;
  /** Redis, for what may vanish; `null` where the service has none. */
  readonly redis: SharedRedis | null;
  /** Allowed targets of webhooks; `null` where none are sent. */
  readonly webhookTargets: AllowedTargets | null;
}

/** Dependencies of handlers and pipeline; on Workers created for each request. */
export interface Services extends HandlerServices {
  /** `null` where a cache could not be invalidated reliably. */
  readonly cache: Cache | null;
  /** Whether entries outlive this process, so that another process must retry a failed invalidation. */
  readonly repeatsInvalidations: boolean;
  /** Checks that Redis responds; `null` without a Redis of its own. */
  readonly pingRedis: (() => Promise<void>) | null;
  /** `null` where rate limits are off. */
  readonly limiter: CallLimiter | null;
  /** Serves subscriptions; `null` where nothing reads the event log. */
  readonly streams: Streams | null;
}

/** The viewer that a handler gets, by the access of its contract. */
export type ViewerUnder<A extends Access> = A extends "public"
  ? unknown
  : A extends "optional"
    ? { readonly viewer: Viewer | null }
    : A extends { readonly scope: string }
      ? { readonly viewer: Viewer }
      : { readonly viewer: SessionViewer };

interface ReadsAndWrites<P extends Mutation> {
  /**
   * Runs a mutation's work in one transaction and creates its response from the result of `work`. Retried after a
   * deadlock or a serialization failure. Not run for a known `Idempotency-Key`, whose response is replayed. The tags
   * that the contract invalidates are invalidated after the commit.
   */
  readonly write: (work: (tx: Tx) => Promise<z.input<P["output"]>>) => Promise<Committed>;
}

/** Type of a query's cache policy; `never` where it has none. */
export type PolicyOf<P extends Procedure> = P extends { readonly cache?: infer C } ? NonNullable<C> : never;

/** Calls of a procedure's `fail`: an error that the contract declares. */
export type Fail<P extends Procedure> = <Code extends ErrorCodeOf<P>>(
  code: Code,
  ...more: [...details: ErrorDetailsOf<P, Code>, messages?: readonly string[]]
) => never;

/** Cached queries get no `call`: a cached response must not depend on the request that loaded it. */
type CallUnder<Policy> = [Policy] extends [never] ? { readonly call: Call } : unknown;

/** A field of the input, or a path that begins at one. */
export type FieldPath<Name extends string> = Name | `${Name}.${string}`;

/** The argument of a handler. */
export type HandlerContext<P extends Procedure> = HandlerServices &
  ViewerUnder<P["access"]> &
  CallUnder<PolicyOf<P>> &
  (P extends Mutation ? ReadsAndWrites<P> : unknown) & {
    readonly input: ParsedInputOf<P>;
    /**
     * Fails the call with an error that the contract declares, and its declared details; `messages` replace the
     * declared message.
     */
    readonly fail: Fail<P>;
    /** Fails the call with 422 about one field, or a nested one: `lines.1.sku`. */
    readonly invalid: (field: FieldPath<keyof ParsedInputOf<P> & string>, message: string) => never;
  };

/** The argument of a handler's `many`, which loads the outputs of several inputs. */
export type ManyContext<P extends Procedure> = HandlerServices &
  ViewerUnder<P["access"]> & {
    readonly inputs: readonly ParsedInputOf<P>[];
    /** Creates the error that takes the place of an output; otherwise like `fail`. */
    readonly failure: <Code extends ErrorCodeOf<P>>(
      code: Code,
      ...more: [...details: ErrorDetailsOf<P, Code>, messages?: readonly string[]]
    ) => ApiError;
    /** Fails all of them with 422 about a field that they share. */
    readonly invalid: (field: FieldPath<keyof ParsedInputOf<P> & string>, message: string) => never;
  };

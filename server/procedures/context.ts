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
import type { OAuth } from "../providers/identity/index.ts";
import type { RegisteredApp } from "../providers/oauth-clients.ts";
import type { PasswordPolicy, Passwords } from "../providers/passwords.ts";
import type { Seal } from "../providers/seal.ts";
import type { ServiceTokens } from "../providers/service-tokens.ts";
import type { RelyingParty } from "../providers/webauthn.ts";
import type { Committed } from "./committed.ts";

interface Account {
  readonly id: number;
  readonly username: string;
  readonly role: Role;
}

/** Somebody who signed in. */
export interface SessionViewer extends Account {
  readonly kind: "session";
  readonly sessionId: string;
  /** Whether they proved who they are within the last ten minutes. */
  readonly isFresh: boolean;
  /** What the account's credentials were when the session was looked up; a revocation raises it. */
  readonly credentialVersion: number;
}

/** A program that acts for an account. */
export interface KeyViewer extends Account {
  readonly kind: "apiKey";
  readonly keyId: string;
  readonly scopes: readonly string[];
}

/** Who is calling, once what they presented is known to be good. */
export type Viewer = SessionViewer | KeyViewer;

/** What the caller presented to be recognised. */
export interface Credential {
  readonly keptIn: "token" | "cookie";
  readonly token: string;
}

/** One HTTP request, as far as procedures may know it. */
export interface Call {
  readonly requestId: string;
  readonly credential: Credential | null;
  readonly userAgent: string | null;
  /** Where it comes from, as far as limits tell callers apart: an IPv4 address, or a /64 of IPv6. */
  readonly address: string;
  /** The header of that name, as it was sent. */
  readonly idempotencyKey: string | undefined;
  /** Looks the credential up, once however many procedures of a batch ask. */
  readonly viewer: () => Promise<Viewer | null>;
  /**
   * To be asked before anything is done that ends in {@link keepInCookie}.
   * @throws {ApiError} when the answer has begun already or the caller's origin is not allowed.
   */
  readonly checkCookie: () => void;
  /** Keeps a session in the caller's cookie, or with `null` removes it. Throws as {@link checkCookie} does. */
  readonly keepInCookie: (token: string | null) => void;
  /** Keeps what one sign-in by a provider is begun with in a cookie of its own. Throws as {@link checkCookie} does. */
  readonly keepSignInCookie: (state: string, secret: string) => void;
}

/** What handlers and the pipeline work with; on Workers made for each request. */
export interface Services {
  readonly db: Db;
  /** `null` where a cache could not be kept in step with the database. */
  readonly cache: Cache | null;
  /** Whether entries outlive this process, so that what it fails to clear must be cleared by another. */
  readonly repeatsClears: boolean;
  /** Asks Redis whether it is there; `null` where there is none of its own. */
  readonly pingRedis: (() => Promise<void>) | null;
  /** `null` where calls are not limited. */
  readonly limiter: CallLimiter | null;
  readonly passwords: Passwords;
  readonly passwordPolicy: PasswordPolicy;
  /** Seals what must be read back; `null` where no key is configured. */
  readonly seal: Seal | null;
  readonly oauth: OAuth;
  /** Who passkeys are made for. */
  readonly relyingParty: RelyingParty;
  /** Whether mail can leave, so that nobody is told to wait for one that cannot. */
  readonly sendsMail: boolean;
  /** Apps that people may sign in to in the system's browser. */
  readonly apps: readonly RegisteredApp[];
  /** Signs tokens for other services; `null` where no key is configured. */
  readonly serviceTokens: ServiceTokens | null;
}

type ViewerUnder<A extends Access> = A extends "public"
  ? unknown
  : A extends "optional"
    ? { readonly viewer: Viewer | null }
    : A extends { readonly scope: string }
      ? { readonly viewer: Viewer }
      : { readonly viewer: SessionViewer };

interface ReadsAndWrites<P extends Mutation> {
  /**
   * Does the mutation's work in one transaction and makes its answer: what `work` returns. Run again after a deadlock or a
   * serialization failure; with an `Idempotency-Key` that is known, not run at all. What the contract clears is cleared
   * once it is committed.
   */
  readonly write: (work: (tx: Tx) => Promise<z.input<P["output"]>>) => Promise<Committed>;
}

/** How answers of a query are kept; `never` where they are not. */
export type PolicyOf<P extends Procedure> = P extends { readonly cache?: infer C } ? NonNullable<C> : never;

/** What is kept must not depend on the request that happened to load it. */
type CallUnder<Policy> = [Policy] extends [never] ? { readonly call: Call } : unknown;

/** What of the services handlers see. */
export type HandlerServices = Pick<
  Services,
  "db" | "passwords" | "passwordPolicy" | "seal" | "oauth" | "relyingParty" | "apps" | "serviceTokens" | "sendsMail"
>;

/** A field of the input, or a path that begins at one. */
export type FieldPath<Name extends string> = Name | `${Name}.${string}`;

/** The one argument of a handler. */
export type HandlerContext<P extends Procedure> = HandlerServices &
  ViewerUnder<P["access"]> &
  CallUnder<PolicyOf<P>> &
  (P extends Mutation ? ReadsAndWrites<P> : unknown) & {
    readonly input: ParsedInputOf<P>;
    /**
     * Ends the call with an error that the contract declares, and the details that it declares; `messages` stand in
     * place of the declared one.
     */
    readonly fail: <Code extends ErrorCodeOf<P>>(
      code: Code,
      ...more: [...details: ErrorDetailsOf<P, Code>, messages?: readonly string[]]
    ) => never;
    /** Ends the call with 422 about one field, or about one within it: `lines.1.sku`. */
    readonly invalid: (field: FieldPath<keyof ParsedInputOf<P> & string>, message: string) => never;
  };

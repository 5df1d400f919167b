import type { Access, ErrorCodeOf, ParsedInputOf, Procedure, Role } from "../../shared/contract/index.ts";
import type { Db } from "../database/index.ts";
import type { PasswordPolicy, Passwords } from "../providers/passwords.ts";

/** Who is calling, once the session is known to be good. */
export interface Viewer {
  readonly id: number;
  readonly username: string;
  readonly role: Role;
  readonly sessionId: string;
}

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
  readonly signal: AbortSignal;
  /** Looks the credential up, once however many procedures of a batch ask. */
  readonly viewer: () => Promise<Viewer | null>;
  /**
   * To be asked before anything is done that ends in {@link keepInCookie}.
   * @throws {Fault} when the answer has begun already or the caller's origin is not allowed.
   */
  readonly checkCookie: () => void;
  /** Keeps a session in the caller's cookie, or with `null` removes it. Throws as {@link checkCookie} does. */
  readonly keepInCookie: (token: string | null) => void;
}

/** What handlers work with; made once, in app.ts. */
export interface Services {
  readonly db: Db;
  readonly passwords: Passwords;
  readonly passwordPolicy: PasswordPolicy;
}

type ViewerUnder<A extends Access> = A extends "anyone"
  ? unknown
  : A extends "visitor"
    ? { readonly viewer: Viewer | null }
    : { readonly viewer: Viewer };

/** The one argument of a handler. */
export type HandlerContext<P extends Procedure> = Services &
  ViewerUnder<P["access"]> & {
    readonly input: ParsedInputOf<P>;
    readonly call: Call;
    /** Ends the call with an error that the contract declares. */
    readonly fail: (code: ErrorCodeOf<P>) => never;
    /** Ends the call with 422 about one field. */
    readonly invalid: (field: keyof ParsedInputOf<P> & string, message: string) => never;
  };

import { type Access, needsViewer } from "../../../shared/contract/index.ts";
import { cookieName } from "../../http/cookies.ts";
import type { SecurityRequirement } from "./specification.ts";

/** The ways to present a session. */
export const securitySchemes = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "A session's token: `Authorization: Bearer <token>`.",
  },
  token: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "The same under RealWorld's scheme: `Authorization: Token <token>`.",
  },
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: cookieName,
    description: "A session kept in a browser's cookie. Calls other than GET also need an allowed `Origin`.",
  },
};

const anySession: readonly SecurityRequirement[] = Object.keys(securitySchemes).map((name) => ({ [name]: [] }));

/**
 * Who may call, as OpenAPI says it: one of the schemes, one or none, or nothing at all. None comes last: tools that let
 * people try a call offer the first, and would never send a credential.
 */
export function securityOf(access: Access): readonly SecurityRequirement[] {
  if (needsViewer(access)) return anySession;
  return access === "optional" ? [...anySession, {}] : [];
}

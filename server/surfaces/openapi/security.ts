import { type Access, needsViewer } from "../../../shared/contract/index.ts";
import { cookieName } from "../../http/cookies.ts";
import type { SecurityRequirement } from "./specification.ts";

/** Security schemes: how clients authenticate. */
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
 * The security requirement of an access: one scheme, an optional scheme, or none. The empty requirement comes last,
 * since "try it" tools use the first and would otherwise never send a credential.
 */
export function securityOf(access: Access): readonly SecurityRequirement[] {
  if (needsViewer(access)) return anySession;
  return access === "optional" ? [...anySession, {}] : [];
}

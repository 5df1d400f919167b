import { Hono } from "hono";
import { mediaType, readBody } from "../../http/body.ts";
import type { Exchange } from "../../http/exchange.ts";
import { type Admitted, admit, type Guards } from "../../http/guards.ts";
import { type HonoEnv, toHonoHandler } from "../../http/hono.ts";
import { beginProcedure, type HttpPolicy, openCall } from "../../http/open-call.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import { ApiError, type Execute, type Implementation, type Outcome, standardError } from "../../procedures/index.ts";
import { problemResponse } from "../rest/problem.ts";

/** A procedure as an OAuth endpoint: its form parameters, mapped to input fields. */
interface Endpoint {
  readonly implementation: Implementation;
  readonly fields: Readonly<Record<string, string>>;
}

/** Names of the procedures behind the endpoints. */
export interface TokenProcedures {
  readonly redeem: string;
  readonly refresh: string;
  readonly revoke: string;
}

/** Error codes of RFC 6749, section 5.2, and of its section 4.1.2.1 where 5.2 has none. */
type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unsupported_grant_type"
  | "access_denied"
  | "temporarily_unavailable"
  | "server_error";

class OAuthRefusal extends Error {
  readonly code: OAuthErrorCode;
  constructor(code: OAuthErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}

const json = { "content-type": "application/json; charset=utf-8", pragma: "no-cache" };

function refusal(exchange: Exchange, status: number, code: OAuthErrorCode, description: string, headers = {}) {
  exchange.record.error ??= code;
  const body = JSON.stringify({ error: code, error_description: description });
  return createResponse(exchange, status, body, { ...json, ...headers });
}

const grantErrors: Readonly<Record<string, OAuthErrorCode>> = {
  invalid_grant: "invalid_grant",
  refresh_refused: "invalid_grant",
  unknown_app: "invalid_client",
  refused: "access_denied",
  limited: "temporarily_unavailable",
  unavailable: "temporarily_unavailable",
  internal: "server_error",
};

/** Encodes a pipeline error in the format of RFC 6749. Its errors are 400 unless HTTP defines another status. */
function encodeError(exchange: Exchange, error: ApiError): HttpResponse {
  const code = grantErrors[error.code] ?? "invalid_request";
  const status = code === "invalid_grant" || error.status === 422 ? 400 : error.status;
  const fields = error.code === "invalid" ? ` (${Object.keys(error.subjects).join(", ")})` : "";
  return refusal(exchange, status, code, `${error.detail}${fields}`, error.headers);
}

/** Encodes a refusal. A client that used HTTP authentication gets HTTP's 401 (RFC 6749, section 5.2). */
const encodeRefusal = (exchange: Exchange, { code, message }: OAuthRefusal) =>
  code === "invalid_client"
    ? refusal(exchange, 401, code, message, { "www-authenticate": 'Basic realm="oauth"' })
    : refusal(exchange, 400, code, message);

function checkMediaType({ request }: Exchange): void {
  if (mediaType(request.header("content-type")) !== "application/x-www-form-urlencoded")
    throw standardError("wrong_media_type", { detail: "Send the body as application/x-www-form-urlencoded." });
}

/** Reads the form. Empty values count as absent, and duplicate parameters are refused (RFC 6749, section 3.2). */
async function readForm(exchange: Admitted): Promise<ReadonlyMap<string, string>> {
  if (exchange.request.header("authorization") !== undefined)
    throw new OAuthRefusal("invalid_client", "Apps have no secret: send client_id in the body, and no Authorization.");
  const pairs = [...new URLSearchParams(await readBody(exchange.request))];
  const form = new Map(pairs);
  if (form.size < pairs.length) throw new OAuthRefusal("invalid_request", "A parameter is there twice.");
  return new Map(pairs.filter(([, value]) => value !== ""));
}

const inputOf = (form: ReadonlyMap<string, string>, { fields }: Endpoint) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([parameter, field]) => {
      const value = form.get(parameter);
      return value === undefined ? [] : [[field, value]];
    }),
  );

/** Encodes tokens as RFC 6749, section 5.1. There is one scope, which grants all that the user may do. */
function tokensOf(text: string): string {
  const { accessToken, refreshToken, expiresInSeconds } = Object(JSON.parse(text));
  return JSON.stringify({
    access_token: accessToken,
    token_type: "Bearer",
    expires_in: expiresInSeconds,
    refresh_token: refreshToken,
    scope: "account",
  });
}

/** Serves one endpoint. */
type ServeForm = (exchange: Admitted, form: ReadonlyMap<string, string>) => Promise<HttpResponse>;

/** Finds the endpoints' procedures. @throws {TypeError} when one is missing. */
function findEndpoints(implementations: ReadonlyMap<string, Implementation>, procedures: TokenProcedures) {
  const endpoint = (name: string, fields: Endpoint["fields"]): Endpoint => {
    const implementation = implementations.get(name);
    if (implementation === undefined) throw new TypeError(`OAuth token endpoint: procedure "${name}" does not exist`);
    return { implementation, fields: { client_id: "clientId", ...fields } };
  };
  const redemption = { code: "code", redirect_uri: "redirectUri", code_verifier: "codeVerifier" };
  const grants = new Map([
    ["authorization_code", endpoint(procedures.redeem, redemption)],
    ["refresh_token", endpoint(procedures.refresh, { refresh_token: "refreshToken" })],
  ]);
  return { grants, revocation: endpoint(procedures.revoke, { token: "token" }) };
}

function grantOf(form: ReadonlyMap<string, string>, grants: ReadonlyMap<string, Endpoint>): Endpoint {
  const type = form.get("grant_type");
  if (type === undefined) throw new OAuthRefusal("invalid_request", "grant_type is missing.");
  const grant = grants.get(type);
  if (grant === undefined) throw new OAuthRefusal("unsupported_grant_type", "Use authorization_code or refresh_token.");
  return grant;
}

/** Serves form posts; refusals and errors are encoded as RFC 6749 says. */
const servedForm = (guards: Guards, serve: ServeForm) =>
  toHonoHandler(async (exchange) => {
    try {
      const admitted = admit(exchange, guards);
      return await serve(admitted, await readForm(admitted));
    } catch (error) {
      if (error instanceof OAuthRefusal) return encodeRefusal(exchange, error);
      if (error instanceof ApiError) return encodeError(exchange, error);
      throw error;
    }
  });

/**
 * Creates the token endpoint `/oauth/token` (RFC 6749, sections 4.1.3 and 6) and the revocation endpoint
 * `/oauth/revoke` (RFC 7009) for public clients. They translate to procedures, whose contracts apply in full.
 * @throws {TypeError} when a procedure is missing.
 */
export function createTokenSurface(
  implementations: ReadonlyMap<string, Implementation>,
  procedures: TokenProcedures,
  execute: Execute,
  httpPolicy: HttpPolicy,
): Hono<HonoEnv> {
  const { grants, revocation } = findEndpoints(implementations, procedures);
  const call = async (exchange: Admitted, form: ReadonlyMap<string, string>, to: Endpoint): Promise<Outcome> => {
    const trace = beginProcedure(exchange, to.implementation);
    const input = () => inputOf(form, to);
    return execute(exchange.services, to.implementation, input, openCall(exchange, httpPolicy), trace);
  };
  const token: ServeForm = async (exchange, form) => {
    const outcome = await call(exchange, form, grantOf(form, grants));
    if (!outcome.ok) return encodeError(exchange, outcome.error);
    return createResponse(exchange, 200, tokensOf(outcome.json), json);
  };
  const revoke: ServeForm = async (exchange, form) => {
    const outcome = await call(exchange, form, revocation);
    return outcome.ok ? createResponse(exchange, 200, "{}", json) : encodeError(exchange, outcome.error);
  };

  const guards: Guards = { origins: httpPolicy.origins, checkMediaType, refusedConditions: [] };
  const app = new Hono<HonoEnv>();
  for (const [path, serve] of [["/token", token] as const, ["/revoke", revoke] as const]) {
    app.post(path, servedForm(guards, serve));
    app.all(
      path,
      toHonoHandler((exchange) => problemResponse(exchange, standardError("wrong_method"), { allow: "POST" })),
    );
  }
  return app;
}

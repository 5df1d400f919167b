import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from "jose";

// How a service beside Dovetail verifies a service token, its only input. Copy it, and set your audience.

/** Who calls, by a token that holds. */
export interface Caller {
  /** The account's id. */
  readonly accountId: string;
  /** The scopes of an API key; `null` for a person, who may do everything. */
  readonly scopes: readonly string[] | null;
  readonly roles: readonly string[];
}

const maxLifeSeconds = 300;
const clockToleranceSeconds = 5;

/** The keys of a Dovetail: asked for once, kept ten minutes, asked for again when a token names one that is new. */
export const keysOf = (issuer: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL("/.well-known/jwks.json", issuer), { timeoutDuration: 5000 });

const texts = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** Whether the keys are at fault and not the token. */
const isAboutKeys = (error: errors.JOSEError) =>
  error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === "ERR_JOSE_GENERIC";

/**
 * Checks a service token. Algorithm, type, issuer and audience are ours to say and not the token's.
 * @returns `null` for anything that does not hold: answer 401.
 * @throws when the keys cannot be fetched: answer 503.
 */
export async function verifyServiceToken(
  token: string,
  { issuer, audience, keys }: { readonly issuer: string; readonly audience: string; readonly keys: JWTVerifyGetKey },
): Promise<Caller | null> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["ES256"],
      typ: "at+jwt",
      issuer,
      audience,
      requiredClaims: ["sub", "iat", "exp", "jti"],
      maxTokenAge: maxLifeSeconds,
      clockTolerance: clockToleranceSeconds,
    });
    const { sub, iat = 0, exp = 0, scope, roles } = payload;
    if (typeof sub !== "string" || sub === "" || exp - iat > maxLifeSeconds) return null;
    return { accountId: sub, scopes: typeof scope === "string" ? scope.split(" ") : null, roles: texts(roles) };
  } catch (error) {
    if (error instanceof errors.JOSEError && !isAboutKeys(error)) return null;
    throw error;
  }
}

import * as z from "zod";
import { type ErrorDeclaration, mutation, query, unauthorized } from "./contract/index.ts";

const base64url = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[A-Za-z0-9_-]+$/);

/** Fields of a credential, as serialized by `PublicKeyCredential.toJSON()`. */
export const credentialFields = { id: base64url(1364), rawId: base64url(1364), type: z.literal("public-key") };

export const ClientData = base64url(4096);

/** A large field of a credential. */
export const CredentialData = base64url(16_384);

/** Identifies a WebAuthn ceremony: ties a credential to the call that issued its challenge. */
export const Ceremony = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({
    format: "password",
    description:
      "`ceremony` of the response that began it. Valid for one use, for five minutes, and for the same caller only.",
    examples: ["mZ0uTzgKq9fjqH7uVwYJ2AmZ0uTzgKq9fjqH7uVwYJ2"],
  });

export const credentialExample = { id: "AcXnVw", rawId: "AcXnVw", type: "public-key" } as const;

const AssertedCredential = z
  .object({
    ...credentialFields,
    response: z.object({
      clientDataJSON: ClientData,
      authenticatorData: base64url(4096),
      signature: base64url(2048),
      userHandle: base64url(86).nullish(),
    }),
  })
  .meta({
    examples: [
      {
        ...credentialExample,
        response: {
          clientDataJSON: "eyJ0eXBlIjoi",
          authenticatorData: "SZYN5YgO",
          signature: "MEUCIQ",
          userHandle: "Zm9v",
        },
      },
    ],
  });

export const PasskeyAssertion = z.object({ ceremony: Ceremony, credential: AssertedCredential }).meta({
  id: "PasskeyAssertion",
  description:
    "A passkey assertion: `ceremony` from `passkeys.beginSignIn`, and the browser's credential, serialized by `toJSON()`.",
});

/** Input fields for a second factor, in addition to a password. */
export const secondFactor = {
  code: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({
      format: "password",
      description: "A code from the authenticator app, or a recovery code.",
      examples: ["492039"],
    }),
  passkey: PasskeyAssertion.optional(),
};

/** Errors of procedures that may require a second factor. */
export const secondFactorErrors = {
  second_factor_required: {
    status: 401,
    subject: "secondFactor",
    message: "is required",
    detail:
      "The password is correct. Call again with the password and a second factor: `errors.secondFactor` lists those of the account. Send `totp` and `recovery` as `code`, `passkey` as `passkey`.",
    isFailure: false,
  },
  second_factor_refused: unauthorized("secondFactor", "The second factor is wrong or has been used before."),
} as const satisfies Readonly<Record<string, ErrorDeclaration>>;

export const RecoveryCodes = z.array(z.string().meta({ format: "password", examples: ["k3vd-7xqm-2a5f-hw6c"] })).meta({
  description:
    "Each code replaces a second factor once. Returned here only; empty if the account already has recovery codes.",
});

export const factors = {
  list: query({
    summary: "List the viewer's second factors",
    description: "If any is enabled, a password alone neither signs in nor makes a session fresh.",
    access: "required",
    input: z.object({}),
    output: z.object({
      totp: z.boolean().meta({ description: "Whether an authenticator app is enabled.", examples: [true] }),
      passkeys: z.int().meta({ description: "Number of passkeys.", examples: [1] }),
      recoveryCodes: z.int().meta({ description: "Number of unused recovery codes.", examples: [10] }),
    }),
    rest: { route: "GET /factors" },
  }),
  renewRecoveryCodes: mutation({
    summary: "Generate new recovery codes",
    description: "Returns ten new codes and invalidates the old ones.",
    access: { fresh: true },
    input: z.object({}),
    output: z.object({ recoveryCodes: RecoveryCodes }),
    errors: {
      no_factor: {
        status: 409,
        subject: "secondFactor",
        message: "is missing",
        detail: "Recovery codes require a second factor: add one first.",
      },
    },
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /factors/recovery-codes" },
  }),
};

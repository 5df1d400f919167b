import * as z from "zod";
import { type ErrorDeclaration, mutation, query, unauthorized } from "./contract/index.ts";

const base64url = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[A-Za-z0-9_-]+$/);

/** Fields of a browser's answer, as `PublicKeyCredential.toJSON()` writes them. */
export const credentialFields = { id: base64url(1364), rawId: base64url(1364), type: z.literal("public-key") };

export const ClientData = base64url(4096);

/** A large field of a browser's answer. */
export const CredentialData = base64url(16_384);

/** What ties a browser's answer to the call that asked for it. */
export const Ceremony = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({
    format: "password",
    description: "Of the answer that began it. Good once, for five minutes; for its caller alone.",
    examples: ["mZ0uTzgKq9fjqH7uVwYJ2AmZ0uTzgKq9fjqH7uVwYJ2"],
  });

/** How a browser's answer begins, for examples. */
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
    "A passkey in use: what `passkeys.beginSignIn` answered and, by `toJSON()`, what the browser made of it.",
});

/** Fields by which an account's second factor is shown, beside a password. */
export const secondFactor = {
  code: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({
      format: "password",
      description: "Of the authenticator app, or a recovery code.",
      examples: ["492039"],
    }),
  passkey: PasskeyAssertion.optional(),
};

/** What a caller meets who has to show a second factor. */
export const secondFactorErrors = {
  second_factor_required: {
    status: 401,
    subject: "secondFactor",
    message: "is required",
    detail:
      "The password is right. Call again with it and a second factor: `errors.secondFactor` lists those that the account has, `totp` and `recovery` to be sent as `code`, `passkey` as `passkey`.",
    isFailure: false,
  },
  second_factor_refused: unauthorized("secondFactor", "The second factor is wrong, or was used before."),
} as const satisfies Readonly<Record<string, ErrorDeclaration>>;

export const RecoveryCodes = z.array(z.string().meta({ format: "password", examples: ["k3vd-7xqm-2a5f-hw6c"] })).meta({
  description:
    "Each is good once in place of a second factor. Shown here and never again; none when the account has some already.",
});

export const factors = {
  list: query({
    summary: "The viewer's second factors",
    description: "With any of them on, a password alone neither signs in nor makes a session fresh.",
    access: "required",
    input: z.object({}),
    output: z.object({
      totp: z.boolean().meta({ description: "Whether codes of an authenticator app are asked for.", examples: [true] }),
      passkeys: z.int().meta({ description: "How many passkeys there are.", examples: [1] }),
      recoveryCodes: z.int().meta({ description: "How many recovery codes are left.", examples: [10] }),
    }),
    rest: { route: "GET /factors" },
  }),
  renewRecoveryCodes: mutation({
    summary: "Take new recovery codes",
    description: "Ten new ones; the old ones open nothing any more.",
    access: { fresh: true },
    input: z.object({}),
    output: z.object({ recoveryCodes: RecoveryCodes }),
    errors: {
      no_factor: {
        status: 409,
        subject: "secondFactor",
        message: "is missing",
        detail: "Recovery codes stand in for a second factor: add one first.",
      },
    },
    limit: { per: "viewer", rate: 10, perSeconds: 3600 },
    rest: { route: "POST /factors/recovery-codes" },
  }),
};

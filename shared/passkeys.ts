import * as z from "zod";
import { Keep, User } from "./accounts.ts";
import { mutation, notFound, query, unauthorized } from "./contract/index.ts";
import {
  Ceremony,
  ClientData,
  CredentialData,
  credentialExample,
  credentialFields,
  PasskeyAssertion,
  RecoveryCodes,
} from "./factors.ts";
import { Moment, Nothing, RenewedToken, requiredText } from "./fields.ts";

const PasskeyId = z
  .uuid()
  .meta({ description: "A passkey's id, not its credential id.", examples: ["c0d7a1c6-7a57-4a3c-9a2b-5a9e6a1a2f10"] });

const Name = requiredText(100).meta({ description: "A name for the owner to identify it.", examples: ["Phone"] });

export const Passkey = z
  .object({
    id: PasskeyId,
    name: Name,
    isSynced: z.boolean().meta({ description: "Whether the passkey was backed up when it was created." }),
    createdAt: Moment,
    lastUsedAt: z.iso.datetime().nullable().meta({ description: "Null if it was never used." }),
  })
  .meta({
    id: "Passkey",
    description: "A passkey of the viewer's account.",
    examples: [
      {
        id: "c0d7a1c6-7a57-4a3c-9a2b-5a9e6a1a2f10",
        name: "Phone",
        isSynced: true,
        createdAt: "2026-11-05T09:30:00.000Z",
        lastUsedAt: null,
      },
    ],
  });

const publicKey = z.literal("public-key");
const timeout = z.int().meta({ description: "Milliseconds." });

const challengeExample = { challenge: "q9fjqH7uVwYJ2AmZ0uTzgKq9fjqH7uVwYJ2mZ0uTzgK", timeout: 300_000 };

const CreationOptions = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ type: publicKey, alg: z.int() })),
    timeout,
    excludeCredentials: z.array(z.object({ type: publicKey, id: z.string() })),
    authenticatorSelection: z.object({
      residentKey: z.literal("required"),
      requireResidentKey: z.boolean(),
      userVerification: z.literal("required"),
    }),
    attestation: z.literal("none"),
  })
  .meta({
    id: "PasskeyCreationOptions",
    description:
      "Options for `PublicKeyCredential.parseCreationOptionsFromJSON()` and `navigator.credentials.create()`.",
    examples: [
      {
        ...challengeExample,
        rp: { id: "api.example.com", name: "api.example.com" },
        user: { id: "Zm9v", name: "ada", displayName: "ada" },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }],
        excludeCredentials: [],
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
      },
    ],
  });

const RequestOptions = z
  .object({ rpId: z.string(), challenge: z.string(), timeout, userVerification: z.literal("required") })
  .meta({
    id: "PasskeyRequestOptions",
    description: "Options for `PublicKeyCredential.parseRequestOptionsFromJSON()` and `navigator.credentials.get()`.",
    examples: [{ ...challengeExample, rpId: "api.example.com", userVerification: "required" }],
  });

const Registration = z
  .object({
    ...credentialFields,
    response: z.object({
      clientDataJSON: ClientData,
      attestationObject: CredentialData,
      transports: z.array(z.string().max(32)).max(10).optional(),
    }),
  })
  .meta({
    id: "PasskeyRegistration",
    description: "The browser's new credential, serialized by `toJSON()`.",
    examples: [
      {
        ...credentialExample,
        response: { clientDataJSON: "eyJ0eXBlIjoi", attestationObject: "o2NmbXRk", transports: ["internal"] },
      },
    ],
  });

const limit = { per: "viewer", rate: 30, perSeconds: 3600 } as const;

export const passkeys = {
  list: query({
    summary: "List the viewer's passkeys",
    access: "required",
    input: z.object({}),
    output: z.object({ passkeys: z.array(Passkey) }),
    rest: { route: "GET /passkeys" },
  }),
  beginEnrolment: mutation({
    summary: "Begin passkey registration",
    access: { fresh: true },
    input: z.object({}),
    output: z.object({ ceremony: Ceremony, options: CreationOptions }),
    errors: {
      too_many: {
        status: 409,
        subject: "passkeys",
        message: "are too many",
        detail: "An account can have at most 20 passkeys: remove one first.",
      },
    },
    limit,
    rest: { route: "POST /passkeys/begin" },
  }),
  finishEnrolment: mutation({
    summary: "Finish passkey registration",
    description:
      "Must be called in the session that began the registration. From then on a password alone does not sign in. The first second factor of an account comes with ten recovery codes. The session gets a new token; the old one is invalid.",
    access: { fresh: true },
    input: z.object({ ceremony: Ceremony, credential: Registration, name: Name.default("Passkey") }),
    output: z.object({
      passkey: Passkey,
      recoveryCodes: RecoveryCodes,
      token: RenewedToken,
    }),
    errors: {
      passkey_refused: {
        status: 422,
        subject: "passkey",
        message: "is not accepted",
        detail: "The passkey does not match the request, or the request has expired: begin again.",
      },
      passkey_taken: {
        status: 409,
        subject: "passkey",
        message: "has already been added",
        detail: "This passkey already belongs to an account.",
      },
      too_many: {
        status: 409,
        subject: "passkeys",
        message: "are too many",
        detail: "An account can have at most 20 passkeys: remove one first.",
      },
    },
    limit,
    rest: { route: "POST /passkeys", status: 201 },
  }),
  rename: mutation({
    summary: "Rename a passkey",
    access: "required",
    input: z.object({ id: PasskeyId, name: Name }),
    output: Passkey,
    errors: { not_found: notFound("passkey", "You have no such passkey.") },
    rest: { route: "PUT /passkeys/{id}", reply: "passkey" },
  }),
  remove: mutation({
    summary: "Remove a passkey",
    description:
      "Rejected if it is the last way to sign in. Removing the last second factor also deletes the recovery codes.",
    access: { fresh: true },
    input: z.object({ id: PasskeyId }),
    output: Nothing,
    errors: {
      not_found: notFound("passkey", "You have no such passkey."),
      last_way_in: {
        status: 409,
        subject: "passkey",
        message: "is the last way in",
        detail: "This is the last way to sign in to your account: set a password first.",
      },
    },
    rest: { route: "DELETE /passkeys/{id}", status: 204 },
  }),
  beginSignIn: mutation({
    summary: "Begin passkey authentication",
    description:
      "For `passkeys.signIn`, for `passkey` of `accounts.login`, and for `sessions.reauthenticate`. The response reveals nothing about accounts.",
    access: "public",
    input: z.object({}),
    output: z.object({ ceremony: Ceremony, options: RequestOptions }),
    limit: { per: "address", rate: 60, perSeconds: 60 },
    rest: { route: "POST /passkeys/sign-in/begin" },
  }),
  signIn: mutation({
    summary: "Sign in with a passkey",
    description: "A passkey needs neither a password nor a second factor.",
    access: "public",
    input: z.object({ ...PasskeyAssertion.shape, session: Keep }),
    output: User,
    errors: { passkey_refused: unauthorized("passkey", "This passkey was not accepted: begin again.") },
    limit: { per: "address", rate: 10, perSeconds: 60, counts: "failures" },
    rest: { route: "POST /passkeys/sign-in", reply: "user" },
  }),
};

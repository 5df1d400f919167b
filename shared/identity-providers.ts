import * as z from "zod";
import { type ErrorDeclaration, mutation, notFound, query } from "./contract/index.ts";
import { Moment, Nothing } from "./fields.ts";

const ProviderName = z
  .string()
  .regex(/^[a-z]{1,20}$/)
  .meta({ description: "A provider's name.", examples: ["google"] });

const ReturnTo = z
  .string()
  .min(1)
  .max(3072)
  .optional()
  .meta({
    description: "Where the browser goes afterwards: a path of this service, or a registered URL of an app.",
    examples: ["/welcome"],
  });

const Authorization = z.object({
  url: z.string().meta({
    format: "password",
    description: "URL to send the browser to within ten minutes. Valid for this browser only.",
    examples: ["https://accounts.google.com/o/oauth2/v2/auth?response_type=code"],
  }),
});

const Identity = z
  .object({
    id: z.int().meta({ examples: [7] }),
    provider: ProviderName,
    email: z
      .string()
      .nullable()
      .meta({ description: "E-mail address that the provider reported when the account was linked." }),
    createdAt: Moment,
  })
  .meta({
    id: "Identity",
    description: "A linked account at an identity provider.",
    examples: [{ id: 7, provider: "google", email: "ada@example.com", createdAt: "2026-11-05T09:30:00.000Z" }],
  });

const provider_unavailable: ErrorDeclaration = {
  status: 503,
  subject: "provider",
  message: "is unavailable",
  detail: "The identity provider does not respond: try again shortly.",
};

const starting = {
  no_provider: notFound("provider", "Sign-in with this provider is not configured."),
  provider_unavailable,
};

export const oauth = {
  providers: query({
    summary: "List identity providers",
    access: "public",
    input: z.object({}),
    output: z.object({
      providers: z.array(
        z.object({
          name: ProviderName,
          label: z.string().meta({ description: "Display name, for a button.", examples: ["Google"] }),
        }),
      ),
    }),
    rest: { route: "GET /oauth/providers" },
  }),
  start: mutation({
    summary: "Start sign-in with a provider",
    description:
      "Returns the URL to send the browser to, and sets a cookie that is required to finish. The browser comes back signed in, or with `oauth_error` in the query string.",
    access: "public",
    input: z.object({ provider: ProviderName, returnTo: ReturnTo }),
    output: Authorization,
    errors: starting,
    limit: { per: "address", rate: 30, perSeconds: 60 },
    rest: { route: "POST /oauth/start" },
  }),
  link: mutation({
    summary: "Start linking a provider's account",
    description: "Like `oauth.start`, but links the provider's account to the viewer's account.",
    access: { fresh: true },
    input: z.object({ provider: ProviderName, returnTo: ReturnTo }),
    output: Authorization,
    errors: starting,
    limit: { per: "viewer", rate: 30, perSeconds: 60 },
    rest: { route: "POST /oauth/link" },
  }),
  identities: query({
    summary: "List linked identities",
    access: "required",
    input: z.object({}),
    output: z.object({ identities: z.array(Identity) }),
    rest: { route: "GET /oauth/identities" },
  }),
  unlink: mutation({
    summary: "Unlink an identity",
    description: "Rejected if it is the last way to sign in: set a password first.",
    access: { fresh: true },
    input: z.object({
      id: z
        .int()
        .min(1)
        .meta({ examples: [7] }),
    }),
    output: Nothing,
    errors: {
      not_found: notFound("identity", "Your account has no such linked identity."),
      last_way_in: {
        status: 409,
        subject: "identity",
        message: "is the last way in",
        detail: "This is the last way to sign in to your account: set a password first.",
      },
    },
    rest: { route: "DELETE /oauth/identities/{id}", status: 204 },
  }),
};

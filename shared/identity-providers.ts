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
    description: "Where the browser goes afterwards: a path of this service, or an address of one of its apps.",
    examples: ["/welcome"],
  });

const Authorization = z.object({
  url: z.string().meta({
    format: "password",
    description: "Where to send the browser, within ten minutes. It is for this browser alone.",
    examples: ["https://accounts.google.com/o/oauth2/v2/auth?response_type=code"],
  }),
});

const Identity = z
  .object({
    id: z.int().meta({ examples: [7] }),
    provider: ProviderName,
    email: z.string().nullable().meta({ description: "The address the provider told when it was linked." }),
    createdAt: Moment,
  })
  .meta({
    id: "Identity",
    description: "A provider's account that signs in to the viewer's.",
    examples: [{ id: 7, provider: "google", email: "ada@example.com", createdAt: "2026-11-05T09:30:00.000Z" }],
  });

const provider_unavailable: ErrorDeclaration = {
  status: 503,
  subject: "provider",
  message: "is unavailable",
  detail: "The provider does not answer: try again shortly.",
};

const starting = {
  no_provider: notFound("provider", "There is no sign-in by this provider."),
  provider_unavailable,
};

export const oauth = {
  providers: query({
    summary: "The providers one can sign in by",
    access: "public",
    input: z.object({}),
    output: z.object({
      providers: z.array(
        z.object({
          name: ProviderName,
          label: z.string().meta({ description: "For a button.", examples: ["Google"] }),
        }),
      ),
    }),
    rest: { route: "GET /oauth/providers" },
  }),
  start: mutation({
    summary: "Begin to sign in by a provider",
    description:
      "Answers where to send the browser, and sets a cookie without which nobody can finish. The browser comes back signed in, or with `oauth_error` in the address's query.",
    access: "public",
    input: z.object({ provider: ProviderName, returnTo: ReturnTo }),
    output: Authorization,
    errors: starting,
    limit: { per: "address", rate: 30, perSeconds: 60 },
    rest: { route: "POST /oauth/start" },
  }),
  link: mutation({
    summary: "Begin to link a provider's account to the viewer's",
    description: "As `oauth.start`, yet the browser comes back with one more way to sign in.",
    access: { fresh: true },
    input: z.object({ provider: ProviderName, returnTo: ReturnTo }),
    output: Authorization,
    errors: starting,
    limit: { per: "viewer", rate: 30, perSeconds: 60 },
    rest: { route: "POST /oauth/link" },
  }),
  identities: query({
    summary: "Providers' accounts that sign in to the viewer's",
    access: "required",
    input: z.object({}),
    output: z.object({ identities: z.array(Identity) }),
    rest: { route: "GET /oauth/identities" },
  }),
  unlink: mutation({
    summary: "Unlink a provider's account",
    description: "Refused for the last way to sign in: set a password first.",
    access: { fresh: true },
    input: z.object({
      id: z
        .int()
        .min(1)
        .meta({ examples: [7] }),
    }),
    output: Nothing,
    errors: {
      not_found: notFound("identity", "No such account is linked to yours."),
      last_way_in: {
        status: 409,
        subject: "identity",
        message: "is the last way in",
        detail: "Without it nothing would sign you in any more: set a password first.",
      },
    },
    rest: { route: "DELETE /oauth/identities/{id}", status: 204 },
  }),
};

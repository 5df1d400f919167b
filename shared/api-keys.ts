import * as z from "zod";
import { mutation, notFound, query } from "./contract/index.ts";
import { Moment, Nothing, requiredText } from "./fields.ts";
import { ScopeName, scopes } from "./scopes.ts";

const KeyId = z
  .uuid()
  .meta({ description: "A key's id; not its secret.", examples: ["5b1f6f1e-0a64-4b7c-8a53-0f6f4f0c9d21"] });

const example = {
  id: "5b1f6f1e-0a64-4b7c-8a53-0f6f4f0c9d21",
  name: "Nightly import",
  prefix: "dvk_x7Qm2L",
  scopes: ["articles:write"],
  createdAt: "2026-11-05T09:30:00.000Z",
  expiresAt: "2027-02-03T09:30:00.000Z",
  lastUsedAt: null,
};

export const ApiKey = z
  .object({
    id: KeyId,
    name: z.string(),
    prefix: z.string().meta({ description: "How the key begins, to tell it from others." }),
    scopes: z.array(z.string()),
    createdAt: Moment,
    expiresAt: Moment,
    lastUsedAt: z.iso.datetime().nullable().meta({ description: "To the hour; null when it was never used." }),
  })
  .meta({ id: "ApiKey", description: "A key that a program calls with.", examples: [example] });

export const apiKeys = {
  create: mutation({
    summary: "Create an API key",
    description:
      "The key is in this answer and never shown again. It is sent as a bearer, and calls what its scopes name. An account has at most 20.",
    access: { fresh: true },
    input: z.object({
      name: requiredText(100).meta({ examples: [example.name] }),
      scopes: z
        .array(ScopeName)
        .min(1)
        .max(scopes.length)
        .meta({ examples: [["articles:write"]] }),
      expiresInDays: z
        .int()
        .min(1)
        .max(365)
        .default(90)
        .meta({ description: "How long it lives.", examples: [90] }),
    }),
    output: z.object({
      key: z.string().meta({ format: "password", description: "The key itself.", examples: ["dvk_…"] }),
      apiKey: ApiKey,
    }),
    errors: {
      too_many: {
        status: 409,
        subject: "apiKeys",
        message: "are too many",
        detail: "An account has at most 20 API keys: revoke one that is not needed.",
      },
    },
    limit: { per: "viewer", rate: 30, perSeconds: 3600 },
    rest: { route: "POST /api-keys", status: 201 },
  }),
  list: query({
    summary: "The viewer's API keys",
    description: "Newest first, without those that have expired.",
    access: "required",
    input: z.object({}),
    output: z.object({ apiKeys: z.array(ApiKey) }),
    rest: { route: "GET /api-keys" },
  }),
  revoke: mutation({
    summary: "Revoke one of the viewer's API keys",
    description: "It opens nothing from then on.",
    access: "required",
    input: z.object({ id: KeyId }),
    output: Nothing,
    errors: { not_found: notFound("apiKey", "You have no such API key.") },
    rest: { route: "DELETE /api-keys/{id}", status: 204 },
  }),
};

import * as z from "zod";
import { mutation, notFound, query } from "./contract/index.ts";
import { Moment, Nothing, requiredText } from "./fields.ts";
import { ScopeName, scopes } from "./scopes.ts";

const KeyId = z
  .uuid()
  .meta({ description: "A key's id, not its secret.", examples: ["5b1f6f1e-0a64-4b7c-8a53-0f6f4f0c9d21"] });

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
    prefix: z.string().meta({ description: "First characters of the key, to identify it." }),
    scopes: z.array(z.string()),
    createdAt: Moment,
    expiresAt: Moment,
    lastUsedAt: z.iso.datetime().nullable().meta({ description: "Rounded to the hour; null if it was never used." }),
  })
  .meta({ id: "ApiKey", description: "A key for programs, limited to its scopes.", examples: [example] });

export const apiKeys = {
  create: mutation({
    summary: "Create an API key",
    description:
      "The key is in this response only and cannot be shown again. Send it as a bearer token. It may call the procedures of its scopes. An account has at most 20 keys.",
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
        .meta({ description: "Lifetime in days.", examples: [90] }),
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
        detail: "An account can have at most 20 API keys: revoke one first.",
      },
    },
    limit: { per: "viewer", rate: 30, perSeconds: 3600 },
    rest: { route: "POST /api-keys", status: 201 },
  }),
  list: query({
    summary: "List the viewer's API keys",
    description: "Newest first, without expired keys.",
    access: "required",
    input: z.object({}),
    output: z.object({ apiKeys: z.array(ApiKey) }),
    rest: { route: "GET /api-keys" },
  }),
  revoke: mutation({
    summary: "Revoke one of the viewer's API keys",
    description: "The key stops working immediately.",
    access: "required",
    input: z.object({ id: KeyId }),
    output: Nothing,
    errors: { not_found: notFound("apiKey", "You have no such API key.") },
    rest: { route: "DELETE /api-keys/{id}", status: 204 },
  }),
};

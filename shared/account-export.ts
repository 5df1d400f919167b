import * as z from "zod";
import { exportedComments } from "./comments.ts";
import { query } from "./contract/index.ts";
import { Moment, Username } from "./fields.ts";

const exampleMoment = "2026-11-05T09:30:00.000Z";

const ExportedAccount = z.object({
  username: Username,
  email: z.string(),
  emailVerifiedAt: z.iso.datetime().nullable(),
  bio: z.string().nullable(),
  image: z.string().nullable(),
  role: z.string(),
  createdAt: Moment,
});

const ExportedArticle = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  body: z.string(),
  tagList: z.array(z.string()),
  createdAt: Moment,
  updatedAt: Moment,
});

const ExportedFavourite = z.object({ slug: z.string(), createdAt: Moment });
const ExportedFollow = z.object({ username: z.string(), createdAt: Moment });
const ExportedRecord = z.object({
  at: Moment,
  action: z.string(),
  address: z.string().meta({ description: "IP address of the owner's own calls; empty for the actions of others." }),
});

const ExportedDocument = z.object({
  collection: z.string(),
  key: z.string(),
  version: z.int().meta({ description: "The version of the shape that the value was stored in." }),
  value: z.record(z.string(), z.unknown()),
  createdAt: Moment,
  updatedAt: Moment,
});

const lists = {
  articles: z.array(ExportedArticle),
  comments: exportedComments,
  favourites: z.array(ExportedFavourite),
  following: z.array(ExportedFollow),
  record: z.array(ExportedRecord).meta({ description: "Audit log entries about the account." }),
  documents: z.array(ExportedDocument).meta({ description: "Documents of all collections." }),
};

const exampleLists = {
  articles: [],
  comments: [],
  favourites: [{ slug: "how-joints-hold", createdAt: exampleMoment }],
  following: [{ username: "grace", createdAt: exampleMoment }],
  record: [{ at: exampleMoment, action: "account.registered", address: "192.0.2.1" }],
  documents: [],
};

/** The cursor has one place for each list, in this order. */
export const exportedLists = Object.keys(lists);

export const AccountExport = z
  .object({
    account: ExportedAccount,
    ...lists,
    next: z.string().nullable().meta({ description: "Send as `cursor` to get the next page; null on the last page." }),
  })
  .meta({
    id: "AccountExport",
    description: "All data of an account, newest first.",
    examples: [
      {
        account: {
          username: "ada",
          email: "ada@example.com",
          emailVerifiedAt: exampleMoment,
          bio: null,
          image: null,
          role: "member",
          createdAt: exampleMoment,
        },
        ...exampleLists,
        next: null,
      },
    ],
  });

export const exportAccount = query({
  summary: "Export the viewer's account data",
  description:
    "A page holds up to 20 articles, 20 documents and 200 entries of each other list. Sessions, API keys and linked identities have procedures of their own. Secrets are stored as hashes only and are not exported.",
  access: { fresh: true },
  input: z.object({
    cursor: z
      .string()
      .optional()
      .meta({
        description: "Opaque cursor: `next` of the previous page.",
        examples: [exportedLists.map((_, at) => (at === 0 ? "2s" : "-")).join(".")],
      }),
  }),
  output: AccountExport,
  limit: { per: "viewer", rate: 120, perSeconds: 3600 },
  rest: { route: "GET /user/export" },
});

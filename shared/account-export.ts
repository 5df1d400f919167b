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
  address: z.string().meta({ description: "Where the owner's own calls came from; empty for what others did." }),
});

const lists = {
  articles: z.array(ExportedArticle),
  comments: exportedComments,
  favourites: z.array(ExportedFavourite),
  following: z.array(ExportedFollow),
  record: z.array(ExportedRecord).meta({ description: "What is on record about the account." }),
};

const exampleLists = {
  articles: [],
  comments: [],
  favourites: [{ slug: "how-joints-hold", createdAt: exampleMoment }],
  following: [{ username: "grace", createdAt: exampleMoment }],
  record: [{ at: exampleMoment, action: "account.registered", address: "192.0.2.1" }],
};

// A cursor has a place for each, in this order.
const exportedLists = Object.keys(lists);

/** Where one list goes on; `-` where it has been told to its end. */
const place = "(?:[0-9a-z]{1,11}|-)";
const cursorPattern = new RegExp(`^${place}(?:\\.${place}){${exportedLists.length - 1}}$`);

export const AccountExport = z
  .object({
    account: ExportedAccount,
    ...lists,
    next: z.string().nullable().meta({ description: "Send as `cursor` for the page after; null on the last." }),
  })
  .meta({
    id: "AccountExport",
    description: "What the service holds of an account, newest first.",
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

/** `accounts.export`. */
export const exportAccount = query({
  summary: "Everything the service holds of the viewer's account",
  description:
    "In pages of up to 20 articles and 200 entries of each other list. Sessions, API keys and linked identities are listed by their own calls; secrets are kept as hashes only and are not in it.",
  access: { fresh: true },
  input: z.object({
    cursor: z
      .string()
      .regex(cursorPattern)
      .optional()
      .meta({
        description: "`next` of the page before; opaque.",
        examples: [exportedLists.map((_, at) => (at === 0 ? "2s" : "-")).join(".")],
      }),
  }),
  output: AccountExport,
  limit: { per: "viewer", rate: 120, perSeconds: 3600 },
  rest: { route: "GET /user/export" },
});

// Generated from the contracts in shared/ by `npm run generate`; never edited by hand.

import type { CallOptions } from "../runtime/options.ts";
import type { Routes } from "../runtime/tree.ts";

/** The viewer's own account. */
export interface User {
  email: string;
  /** The session's token; null when a cookie holds it. */
  token: string | null;
  /** A user name, unique whatever its case. */
  username: string;
  bio: string | null;
  image: string | null;
}

/** A device or app that is signed in. */
export interface Session {
  /** A session's id; not its token. */
  id: string;
  /** `app`: an app holds a refresh token and short-lived access tokens. */
  keptIn: "token" | "cookie" | "app";
  /** What the client called itself when it signed in. */
  userAgent: string | null;
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  lastUsedAt: string;
  /** When it ends unless it is used before. */
  expiresAt: string;
  /** Whether this call was made with it. */
  current: boolean;
}

/** An author as others see them. */
export interface Profile {
  /** A user name, unique whatever its case. */
  username: string;
  bio: string | null;
  image: string | null;
  /** Whether the viewer follows this author. */
  following: boolean;
}

/** Articles, newest first. */
export interface ArticlePage {
  articles: ArticleSummary[];
  /** How many match in all; where two or more filters are combined, at most 10,000. */
  articlesCount: number;
  /** Send as `cursor` for the page after; null on the last. */
  next: string | null;
}

/** An article without its body, as lists show it. */
export interface ArticleSummary {
  /** An article's name in URLs. */
  slug: string;
  title: string;
  description: string;
  /** Sorted, without repeats. */
  tagList: string[];
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  updatedAt: string;
  /** Whether the viewer made it a favourite. */
  favorited: boolean;
  favoritesCount: number;
  author: Profile;
}

/** An article. */
export interface Article {
  /** An article's name in URLs. */
  slug: string;
  title: string;
  description: string;
  /** Sorted, without repeats. */
  tagList: string[];
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  updatedAt: string;
  /** Whether the viewer made it a favourite. */
  favorited: boolean;
  favoritesCount: number;
  author: Profile;
  body: string;
}

/** What somebody said about an article. */
export interface Comment {
  /** A comment's number. */
  id: number;
  /** A moment in UTC, ISO 8601. */
  createdAt: string;
  /** A moment in UTC, ISO 8601. */
  updatedAt: string;
  body: string;
  author: Profile;
}

/** Input of `accounts.register`. */
export interface AccountsRegisterInput {
  /** A user name, unique whatever its case. */
  username: string;
  /** An e-mail address. */
  email: string;
  /** 8 to 128 characters, none of them required to be special. */
  password: string;
  /**
   * Where the session is kept. `token`: answered as `token`, to be sent as a bearer. `cookie`: set as an HttpOnly cookie, never shown.
   * @default "token"
   */
  session?: "token" | "cookie" | undefined;
}
/** Output of `accounts.register`. */
export type AccountsRegisterOutput = User;
/**
 * Errors that `accounts.register` declares.
 * `username_taken` (409): This username has already been taken.
 * `email_taken` (409): This email has already been taken.
 */
export type AccountsRegisterError = "username_taken" | "email_taken";

/** Input of `accounts.login`. */
export interface AccountsLoginInput {
  email: string;
  password: string;
  /**
   * Where the session is kept. `token`: answered as `token`, to be sent as a bearer. `cookie`: set as an HttpOnly cookie, never shown.
   * @default "token"
   */
  session?: "token" | "cookie" | undefined;
}
/** Output of `accounts.login`. */
export type AccountsLoginOutput = User;
/**
 * Errors that `accounts.login` declares.
 * `credentials` (401): The e-mail address or the password is wrong.
 */
export type AccountsLoginError = "credentials";

/** Input of `accounts.current`. */
export type AccountsCurrentInput = Record<string, never>;
/** Output of `accounts.current`. */
export type AccountsCurrentOutput = User;
/** Errors that `accounts.current` declares. */
export type AccountsCurrentError = never;

/** Input of `accounts.update`. */
export interface AccountsUpdateInput {
  /** A user name, unique whatever its case. */
  username?: string | undefined;
  /** An e-mail address. */
  email?: string | undefined;
  /** 8 to 128 characters, none of them required to be special. */
  password?: string | undefined;
  bio?: string | null | undefined;
  /** Address of a picture. */
  image?: string | null | undefined;
}
/** Output of `accounts.update`. */
export type AccountsUpdateOutput = User;
/**
 * Errors that `accounts.update` declares.
 * `username_taken` (409): This username has already been taken.
 * `email_taken` (409): This email has already been taken.
 */
export type AccountsUpdateError = "username_taken" | "email_taken";

/** Input of `sessions.list`. */
export type SessionsListInput = Record<string, never>;
/** Output of `sessions.list`. */
export interface SessionsListOutput {
  sessions: Session[];
}
/** Errors that `sessions.list` declares. */
export type SessionsListError = never;

/** Input of `sessions.revoke`. */
export interface SessionsRevokeInput {
  /** A session's id; not its token. */
  id: string;
}
/** Output of `sessions.revoke`. */
export type SessionsRevokeOutput = null;
/**
 * Errors that `sessions.revoke` declares.
 * `not_found` (404): You have no such session.
 */
export type SessionsRevokeError = "not_found";

/** Input of `sessions.logout`. */
export type SessionsLogoutInput = Record<string, never>;
/** Output of `sessions.logout`. */
export type SessionsLogoutOutput = null;
/** Errors that `sessions.logout` declares. */
export type SessionsLogoutError = never;

/** Input of `sessions.logoutEverywhere`. */
export type SessionsLogoutEverywhereInput = Record<string, never>;
/** Output of `sessions.logoutEverywhere`. */
export type SessionsLogoutEverywhereOutput = null;
/** Errors that `sessions.logoutEverywhere` declares. */
export type SessionsLogoutEverywhereError = never;

/** Input of `profiles.get`. */
export interface ProfilesGetInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `profiles.get`. */
export type ProfilesGetOutput = Profile;
/**
 * Errors that `profiles.get` declares.
 * `not_found` (404): Nobody has this user name.
 */
export type ProfilesGetError = "not_found";

/** Input of `profiles.follow`. */
export interface ProfilesFollowInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `profiles.follow`. */
export type ProfilesFollowOutput = Profile;
/**
 * Errors that `profiles.follow` declares.
 * `not_found` (404): Nobody has this user name.
 */
export type ProfilesFollowError = "not_found";

/** Input of `profiles.unfollow`. */
export interface ProfilesUnfollowInput {
  /** A user name, unique whatever its case. */
  username: string;
}
/** Output of `profiles.unfollow`. */
export type ProfilesUnfollowOutput = Profile;
/**
 * Errors that `profiles.unfollow` declares.
 * `not_found` (404): Nobody has this user name.
 */
export type ProfilesUnfollowError = "not_found";

/** Input of `articles.list`. */
export interface ArticlesListInput {
  /** Only with this tag. */
  tag?: string | undefined;
  /** Only by this author. */
  author?: string | undefined;
  /** Only favourites of this user. */
  favorited?: string | undefined;
  /**
   * How many to answer at most.
   * @default 20
   */
  limit?: number | undefined;
  /**
   * How many to skip, at most 10,000; use `cursor` to go deeper.
   * @default 0
   */
  offset?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `articles.list`. */
export type ArticlesListOutput = ArticlePage;
/** Errors that `articles.list` declares. */
export type ArticlesListError = never;

/** Input of `articles.feed`. */
export interface ArticlesFeedInput {
  /**
   * How many to answer at most.
   * @default 20
   */
  limit?: number | undefined;
  /**
   * How many to skip, at most 10,000; use `cursor` to go deeper.
   * @default 0
   */
  offset?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `articles.feed`. */
export type ArticlesFeedOutput = ArticlePage;
/** Errors that `articles.feed` declares. */
export type ArticlesFeedError = never;

/** Input of `articles.get`. */
export interface ArticlesGetInput {
  /** An article's name in URLs. */
  slug: string;
}
/** Output of `articles.get`. */
export type ArticlesGetOutput = Article;
/**
 * Errors that `articles.get` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesGetError = "not_found";

/** Input of `articles.publish`. */
export interface ArticlesPublishInput {
  title: string;
  description: string;
  body: string;
  /** @default [] */
  tagList?: readonly string[] | undefined;
}
/** Output of `articles.publish`. */
export type ArticlesPublishOutput = Article;
/** Errors that `articles.publish` declares. */
export type ArticlesPublishError = never;

/** Input of `articles.update`. */
export interface ArticlesUpdateInput {
  /** An article's name in URLs. */
  slug: string;
  title?: string | undefined;
  description?: string | undefined;
  body?: string | undefined;
  tagList?: readonly string[] | undefined;
}
/** Output of `articles.update`. */
export type ArticlesUpdateOutput = Article;
/**
 * Errors that `articles.update` declares.
 * `not_found` (404): No article has this slug.
 * `forbidden` (403): This article belongs to somebody else.
 */
export type ArticlesUpdateError = "not_found" | "forbidden";

/** Input of `articles.delete`. */
export interface ArticlesDeleteInput {
  /** An article's name in URLs. */
  slug: string;
}
/** Output of `articles.delete`. */
export type ArticlesDeleteOutput = null;
/**
 * Errors that `articles.delete` declares.
 * `not_found` (404): No article has this slug.
 * `forbidden` (403): This article belongs to somebody else.
 */
export type ArticlesDeleteError = "not_found" | "forbidden";

/** Input of `articles.favourite`. */
export interface ArticlesFavouriteInput {
  /** An article's name in URLs. */
  slug: string;
}
/** Output of `articles.favourite`. */
export type ArticlesFavouriteOutput = Article;
/**
 * Errors that `articles.favourite` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesFavouriteError = "not_found";

/** Input of `articles.unfavourite`. */
export interface ArticlesUnfavouriteInput {
  /** An article's name in URLs. */
  slug: string;
}
/** Output of `articles.unfavourite`. */
export type ArticlesUnfavouriteOutput = Article;
/**
 * Errors that `articles.unfavourite` declares.
 * `not_found` (404): No article has this slug.
 */
export type ArticlesUnfavouriteError = "not_found";

/** Input of `comments.list`. */
export interface CommentsListInput {
  /** An article's name in URLs. */
  slug: string;
  /**
   * How many to answer at most.
   * @default 100
   */
  limit?: number | undefined;
  /** `next` of the page before; opaque. */
  cursor?: string | undefined;
}
/** Output of `comments.list`. */
export interface CommentsListOutput {
  comments: Comment[];
  /** Send as `cursor` for the page after; null on the last. */
  next: string | null;
}
/**
 * Errors that `comments.list` declares.
 * `not_found` (404): No article has this slug.
 */
export type CommentsListError = "not_found";

/** Input of `comments.add`. */
export interface CommentsAddInput {
  /** An article's name in URLs. */
  slug: string;
  body: string;
}
/** Output of `comments.add`. */
export type CommentsAddOutput = Comment;
/**
 * Errors that `comments.add` declares.
 * `not_found` (404): No article has this slug.
 */
export type CommentsAddError = "not_found";

/** Input of `comments.delete`. */
export interface CommentsDeleteInput {
  /** An article's name in URLs. */
  slug: string;
  /** A comment's number. */
  id: number;
}
/** Output of `comments.delete`. */
export type CommentsDeleteOutput = null;
/**
 * Errors that `comments.delete` declares.
 * `article_not_found` (404): No article has this slug.
 * `not_found` (404): This article has no such comment.
 * `forbidden` (403): This comment belongs to somebody else.
 */
export type CommentsDeleteError = "article_not_found" | "not_found" | "forbidden";

/** Input of `tags.list`. */
export type TagsListInput = Record<string, never>;
/** Output of `tags.list`. */
export interface TagsListOutput {
  tags: string[];
}
/** Errors that `tags.list` declares. */
export type TagsListError = never;

/** Procedures of `accounts`. */
export interface AccountsClient {
  /**
   * Sign up.
   * Creates an account and its first session.
   * @throws `username_taken` (409): This username has already been taken.
   * @throws `email_taken` (409): This email has already been taken.
   */
  register(input: AccountsRegisterInput, options?: CallOptions): Promise<User>;
  /**
   * Sign in.
   * Starts a session. An unknown address and a wrong password are answered alike.
   * @throws `credentials` (401): The e-mail address or the password is wrong.
   */
  login(input: AccountsLoginInput, options?: CallOptions): Promise<User>;
  /**
   * The viewer's own account.
   * For signed-in callers.
   */
  current(input?: AccountsCurrentInput, options?: CallOptions): Promise<User>;
  /**
   * Change the viewer's own account.
   * Fields left out stay. An empty `bio` or `image` becomes null. A new password ends all other sessions; a session kept in a cookie gets a new one.
   * For signed-in callers.
   * @throws `username_taken` (409): This username has already been taken.
   * @throws `email_taken` (409): This email has already been taken.
   */
  update(input?: AccountsUpdateInput, options?: CallOptions): Promise<User>;
}

/** Procedures of `sessions`. */
export interface SessionsClient {
  /**
   * The viewer's sessions.
   * Newest first, at most a hundred.
   * For signed-in callers.
   */
  list(input?: SessionsListInput, options?: CallOptions): Promise<SessionsListOutput>;
  /**
   * End one of the viewer's sessions.
   * For signed-in callers.
   * @throws `not_found` (404): You have no such session.
   */
  revoke(input: SessionsRevokeInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out.
   * Ends the session this call is made with.
   * For signed-in callers.
   */
  logout(input?: SessionsLogoutInput, options?: CallOptions): Promise<null>;
  /**
   * Sign out on every device.
   * Ends all of the viewer's sessions, this one included.
   * For signed-in callers.
   */
  logoutEverywhere(input?: SessionsLogoutEverywhereInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `profiles`. */
export interface ProfilesClient {
  /**
   * One author.
   * @throws `not_found` (404): Nobody has this user name.
   */
  get(input: ProfilesGetInput, options?: CallOptions): Promise<Profile>;
  /**
   * Follow an author.
   * Their articles join the viewer's feed. Following twice is the same as once.
   * For signed-in callers.
   * @throws `not_found` (404): Nobody has this user name.
   */
  follow(input: ProfilesFollowInput, options?: CallOptions): Promise<Profile>;
  /**
   * Stop following an author.
   * For signed-in callers.
   * @throws `not_found` (404): Nobody has this user name.
   */
  unfollow(input: ProfilesUnfollowInput, options?: CallOptions): Promise<Profile>;
}

/** Procedures of `articles`. */
export interface ArticlesClient {
  /** Articles, newest first. */
  list(input?: ArticlesListInput, options?: CallOptions): Promise<ArticlePage>;
  /**
   * Articles by the authors whom the viewer follows, newest first.
   * For signed-in callers.
   */
  feed(input?: ArticlesFeedInput, options?: CallOptions): Promise<ArticlePage>;
  /**
   * One article.
   * @throws `not_found` (404): No article has this slug.
   */
  get(input: ArticlesGetInput, options?: CallOptions): Promise<Article>;
  /**
   * Publish an article.
   * The slug is made from the title and stays distinct when the title is not.
   * For signed-in callers.
   */
  publish(input: ArticlesPublishInput, options?: CallOptions): Promise<Article>;
  /**
   * Change one's own article.
   * Fields left out stay. The slug follows a changed title. An empty `tagList` removes all tags.
   * For signed-in callers.
   * @throws `not_found` (404): No article has this slug.
   * @throws `forbidden` (403): This article belongs to somebody else.
   */
  update(input: ArticlesUpdateInput, options?: CallOptions): Promise<Article>;
  /**
   * Delete one's own article.
   * Its comments and favourites go with it.
   * For signed-in callers.
   * @throws `not_found` (404): No article has this slug.
   * @throws `forbidden` (403): This article belongs to somebody else.
   */
  delete(input: ArticlesDeleteInput, options?: CallOptions): Promise<null>;
  /**
   * Make an article a favourite.
   * Doing so twice is the same as once.
   * For signed-in callers.
   * @throws `not_found` (404): No article has this slug.
   */
  favourite(input: ArticlesFavouriteInput, options?: CallOptions): Promise<Article>;
  /**
   * Take an article off the favourites.
   * For signed-in callers.
   * @throws `not_found` (404): No article has this slug.
   */
  unfavourite(input: ArticlesUnfavouriteInput, options?: CallOptions): Promise<Article>;
}

/** Procedures of `comments`. */
export interface CommentsClient {
  /**
   * Comments on an article, newest first.
   * @throws `not_found` (404): No article has this slug.
   */
  list(input: CommentsListInput, options?: CallOptions): Promise<CommentsListOutput>;
  /**
   * Comment on an article.
   * For signed-in callers.
   * @throws `not_found` (404): No article has this slug.
   */
  add(input: CommentsAddInput, options?: CallOptions): Promise<Comment>;
  /**
   * Delete one's own comment.
   * For signed-in callers.
   * @throws `article_not_found` (404): No article has this slug.
   * @throws `not_found` (404): This article has no such comment.
   * @throws `forbidden` (403): This comment belongs to somebody else.
   */
  delete(input: CommentsDeleteInput, options?: CallOptions): Promise<null>;
}

/** Procedures of `tags`. */
export interface TagsClient {
  /**
   * All tags, most used first.
   * At most 10,000.
   */
  list(input?: TagsListInput, options?: CallOptions): Promise<TagsListOutput>;
}

/** Every procedure, feature by feature. */
export interface Client {
  readonly accounts: AccountsClient;
  readonly sessions: SessionsClient;
  readonly profiles: ProfilesClient;
  readonly articles: ArticlesClient;
  readonly comments: CommentsClient;
  readonly tags: TagsClient;
}

/** Codes that each procedure declares. */
export interface ProcedureErrors {
  "accounts.register": AccountsRegisterError;
  "accounts.login": AccountsLoginError;
  "accounts.current": AccountsCurrentError;
  "accounts.update": AccountsUpdateError;
  "sessions.list": SessionsListError;
  "sessions.revoke": SessionsRevokeError;
  "sessions.logout": SessionsLogoutError;
  "sessions.logoutEverywhere": SessionsLogoutEverywhereError;
  "profiles.get": ProfilesGetError;
  "profiles.follow": ProfilesFollowError;
  "profiles.unfollow": ProfilesUnfollowError;
  "articles.list": ArticlesListError;
  "articles.feed": ArticlesFeedError;
  "articles.get": ArticlesGetError;
  "articles.publish": ArticlesPublishError;
  "articles.update": ArticlesUpdateError;
  "articles.delete": ArticlesDeleteError;
  "articles.favourite": ArticlesFavouriteError;
  "articles.unfavourite": ArticlesUnfavouriteError;
  "comments.list": CommentsListError;
  "comments.add": CommentsAddError;
  "comments.delete": CommentsDeleteError;
  "tags.list": TagsListError;
}

/**
 * Codes that every procedure may fail with.
 * `malformed` (400): The request could not be read.
 * `unauthorized` (401): Sign in to call this procedure.
 * `refused` (403): You may not call this procedure.
 * `out_of_scope` (403): This API key may not call this procedure.
 * `reauth_required` (403): Prove once more who you are, then call again within ten minutes.
 * `no_such_procedure` (404): No procedure has this name.
 * `wrong_method` (405): Not callable by this method.
 * `running` (409): A call with this Idempotency-Key is still being answered: try again shortly.
 * `key_reused` (422): This Idempotency-Key was used for another call.
 * `too_large` (413): The request is too large.
 * `wrong_media_type` (415): Send the body as application/json.
 * `invalid` (422): The input does not fit the contract.
 * `limited` (429): Too many calls: try again later.
 * `internal` (500): Something went wrong on our side.
 * `unavailable` (503): The service cannot answer just now: try again shortly.
 */
export type StandardErrorCode =
  | "malformed"
  | "unauthorized"
  | "refused"
  | "out_of_scope"
  | "reauth_required"
  | "no_such_procedure"
  | "wrong_method"
  | "running"
  | "key_reused"
  | "too_large"
  | "wrong_media_type"
  | "invalid"
  | "limited"
  | "internal"
  | "unavailable";

/** Kind of each procedure; `public` marks reads that may be cached on the way. */
export const routes: Routes = {
  accounts: {
    register: "mutation",
    login: "mutation",
    current: "query",
    update: "mutation",
  },
  sessions: {
    list: "query",
    revoke: "mutation",
    logout: "mutation",
    logoutEverywhere: "mutation",
  },
  profiles: {
    get: "query",
    follow: "mutation",
    unfollow: "mutation",
  },
  articles: {
    list: "query",
    feed: "query",
    get: "query",
    publish: "mutation",
    update: "mutation",
    delete: "mutation",
    favourite: "mutation",
    unfavourite: "mutation",
  },
  comments: {
    list: "query",
    add: "mutation",
    delete: "mutation",
  },
  tags: {
    list: "public",
  },
};

import { type Expression, type RawBuilder, sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";

/** `lower(username) = lower(:username)`, which the unique index serves. */
export const hasUsername = (username: string) => sql<boolean>`lower(username) = lower(${username})`;

/** Whether the viewer follows the account; false without a viewer. */
export const isFollowed = (viewerId: number | null, accountId: Expression<number | null>): RawBuilder<boolean> =>
  viewerId === null
    ? sql<boolean>`false`
    : sql<boolean>`exists (select from follow where follower_id = ${viewerId} and followed_id = ${accountId})`;

const byName = compiledOnce((db, { username, viewerId }: { username: string; viewerId: number | null }) =>
  db
    .selectFrom("account")
    .select(["username", "bio", "image"])
    .select(({ ref }) => isFollowed(viewerId, ref("account.id")).as("following"))
    .where(hasUsername(username)),
);

export const findProfile = async (db: Db, username: string, viewerId: number | null) =>
  (await byName(db, { username, viewerId })).at(0);

const followed = compiledOnce((db, { viewerId, usernames }: { viewerId: number; usernames: readonly string[] }) =>
  db
    .selectFrom("account")
    .select("username")
    .where(sql<boolean>`lower(username) = any(array(select lower(name) from unnest(${usernames}::text[]) name))`)
    .where(({ ref }) => isFollowed(viewerId, ref("account.id"))),
);

/** Which of these users the viewer follows. */
export const listFollowed = (db: Db, viewerId: number, usernames: readonly string[]) =>
  followed(db, { viewerId, usernames });

const addition = compiledOnce((db, { viewerId, username }: { viewerId: number; username: string }) =>
  db
    .with("target", (cte) =>
      cte
        .selectFrom("account")
        .select(["id", "username", "bio", "image"])
        .where(hasUsername(username))
        // Waits for a concurrent deletion and then finds no row, instead of violating the foreign key.
        .forKeyShare(),
    )
    .with("added", (cte) =>
      cte
        .insertInto("follow")
        .columns(["follower_id", "followed_id"])
        .expression((eb) => eb.selectFrom("target").select(({ val }) => [val(viewerId).as("follower_id"), "id"]))
        .onConflict((conflict) => conflict.doNothing())
        .returning("followed_id"),
    )
    .selectFrom("target")
    .select(["id", "username", "bio", "image"])
    .select(({ exists, selectFrom }) => exists(selectFrom("added").select("followed_id")).as("isAdded")),
);

/** Idempotent. @returns the user, and whether it was not followed before; `undefined` for an unknown one. */
export const follow = async (tx: Db, viewerId: number, username: string) =>
  (await addition(tx, { viewerId, username })).at(0);

const removal = compiledOnce((db, { viewerId, username }: { viewerId: number; username: string }) =>
  db
    .with("removed", (cte) =>
      cte
        .deleteFrom("follow")
        .where("follower_id", "=", viewerId)
        .where("followed_id", "=", (eb) => eb.selectFrom("account").select("id").where(hasUsername(username))),
    )
    .selectFrom("account")
    .select(["username", "bio", "image"])
    .where(hasUsername(username)),
);

/** Idempotent. @returns the user; `undefined` for an unknown one. */
export const unfollow = async (tx: Db, viewerId: number, username: string) =>
  (await removal(tx, { viewerId, username })).at(0);

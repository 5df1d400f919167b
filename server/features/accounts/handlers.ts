import { accounts } from "../../../shared/accounts.ts";
import { brokenUniqueness, transaction } from "../../database/index.ts";
import { type Call, implement } from "../../procedures/index.ts";
import { deleteSessions, startSession } from "../sessions/index.ts";
import { passwordObjection } from "./policies.ts";
import { findAccount, findByEmail, insertAccount, lockWithPassword, updateAccount } from "./queries.ts";

interface Account {
  readonly email: string;
  readonly username: string;
  readonly bio: string | null;
  readonly image: string | null;
}

const present = ({ email, username, bio, image }: Account, token: string | null) => ({
  email,
  token,
  username,
  bio,
  image,
});

/** Hands a new session's token to where the caller wants it kept. @returns the token if the caller may see it. */
function handOver(call: Call, keptIn: "token" | "cookie", token: string): string | null {
  if (keptIn === "token") return token;
  call.keepInCookie(token);
  return null;
}

const shownToken = ({ credential }: Call) => (credential?.keptIn === "token" ? credential.token : null);

/** Tells a taken user name from a taken address by the index that refused the row. */
async function refusingTaken<T>(
  work: () => Promise<T>,
  fail: (code: "username_taken" | "email_taken") => never,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const index = brokenUniqueness(error);
    if (index === "account_username_key") fail("username_taken");
    if (index === "account_email_key") fail("email_taken");
    throw error;
  }
}

export const accountHandlers = implement(accounts, {
  register: async ({ db, passwords, passwordPolicy, input, call, fail, invalid }) => {
    const objection = passwordObjection(passwordPolicy, input.password);
    if (objection !== undefined) invalid("password", objection);
    if (input.session === "cookie") call.checkCookie();
    const passwordHash = await passwords.hash(input.password);
    const create = () =>
      transaction(db, async (tx) => {
        const account = await insertAccount(tx, { username: input.username, email: input.email, passwordHash });
        const token = await startSession(tx, {
          accountId: account.id,
          keptIn: input.session,
          userAgent: call.userAgent,
        });
        return { account, token };
      });
    const { account, token } = await refusingTaken(create, fail);
    return present(account, handOver(call, input.session, token));
  },

  login: async ({ db, passwords, input, call, fail }) => {
    if (input.session === "cookie") call.checkCookie();
    const account = await findByEmail(db, input.email);
    const hash = account?.password_hash ?? null;
    const right = await passwords.verify(input.password, hash);
    if (account === undefined || hash === null || !right) return fail("credentials");
    const strongerHash = passwords.isWeak(hash) ? await passwords.hash(input.password) : undefined;
    const start = { accountId: account.id, keptIn: input.session, userAgent: call.userAgent };
    const token = await transaction(db, async (tx) => {
      // The password may have been changed while the old one was being checked: then it opens nothing any more.
      if (!(await lockWithPassword(tx, account.id, hash))) fail("credentials");
      if (strongerHash !== undefined) await updateAccount(tx, account.id, { passwordHash: strongerHash });
      return startSession(tx, start);
    });
    return present(account, handOver(call, input.session, token));
  },

  current: async ({ db, viewer, call }) => present(await findAccount(db, viewer.id), shownToken(call)),

  update: async ({ db, passwords, passwordPolicy, viewer, input, call, fail, invalid }) => {
    const { password, ...fields } = input;
    const objection = password === undefined ? undefined : passwordObjection(passwordPolicy, password);
    if (objection !== undefined) invalid("password", objection);
    const passwordHash = password === undefined ? undefined : await passwords.hash(password);
    const changes = {
      ...fields,
      bio: fields.bio === "" ? null : fields.bio,
      image: fields.image === "" ? null : fields.image,
      passwordHash,
    };
    if (Object.values(changes).every((value) => value === undefined))
      return present(await findAccount(db, viewer.id), shownToken(call));

    const inCookie = call.credential?.keptIn === "cookie";
    if (inCookie && passwordHash !== undefined) call.checkCookie();
    const change = () =>
      transaction(db, async (tx) => {
        const account = await updateAccount(tx, viewer.id, changes);
        if (passwordHash === undefined) return { account, token: undefined };
        await deleteSessions(tx, viewer.id, inCookie ? undefined : viewer.sessionId);
        if (!inCookie) return { account, token: undefined };
        const start = { accountId: viewer.id, keptIn: "cookie", userAgent: call.userAgent } as const;
        return { account, token: await startSession(tx, start) };
      });
    const { account, token } = await refusingTaken(change, fail);
    if (token !== undefined) call.keepInCookie(token);
    return present(account, shownToken(call));
  },
});

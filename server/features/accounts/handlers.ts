import { accounts } from "../../../shared/accounts.ts";
import { recordAudit } from "../../audit/index.ts";
import { brokenUniqueness } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import { deleteKeysOf, principalOf } from "../../idempotency/index.ts";
import { deleteJobsAbout, enqueue } from "../../jobs/index.ts";
import { type Call, implement, standardError } from "../../procedures/index.ts";
import { isLastAdmin, lockRoles } from "../admin/index.ts";
import { lockCaller, lockUnchanged } from "../credentials/index.ts";
import { requireSecondFactor } from "../factors/index.ts";
import { rotateSession, startSession } from "../sessions/index.ts";
import { applyOwnChange } from "./apply-own-change.ts";
import { decodePlaces, exportPage } from "./export.ts";
import { isRefusedPassword } from "./policies.ts";
import { deleteAccount, findAccount, findByEmail, insertAccount, isEmailTaken, updateAccount } from "./queries.ts";
import { usernameError } from "./usernames.ts";

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

const isInCookie = ({ credential }: Call) => credential?.keptIn === "cookie";

const shownToken = ({ credential }: Call) => (credential?.keptIn === "token" ? credential.token : null);

/** Maps a unique violation to the contract's error: user name or e-mail address taken. */
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

function refuseUnfit(name: string | undefined, invalid: (field: "username", message: string) => never): void {
  const error = name === undefined ? undefined : usernameError(name);
  if (error !== undefined) invalid("username", error);
}

export const accountHandlers = implement(accounts, {
  register: async ({ passwords, passwordPolicy, input, call, fail, invalid, write }) => {
    refuseUnfit(input.username, invalid);
    if (isRefusedPassword(passwordPolicy, input.password)) fail("password_common");
    const inCookie = input.session === "cookie";
    if (inCookie) call.checkCookie();
    const passwordHash = await passwords.hash(input.password);
    let token = "";
    const create = () =>
      write(async (tx) => {
        const account = await insertAccount(tx, { username: input.username, email: input.email, passwordHash });
        // The index covers current addresses only; a recently changed address stays reserved for its former owner.
        if (await isEmailTaken(tx, input.email, account.id)) fail("email_taken");
        token = await startSession(tx, {
          accountId: account.id,
          keptIn: input.session,
          userAgent: call.userAgent,
          methods: ["pwd"],
        });
        const { id: accountId, credential_version: credentialVersion } = account;
        await enqueue(tx, "mail.verification", { accountId, credentialVersion });
        await append(tx, "account.registered", { accountId, username: input.username });
        await recordAudit(tx, call, { action: "account.registered", actorId: account.id, accountId: account.id });
        return present(account, inCookie ? null : token);
      });
    const written = await refusingTaken(create, fail);
    if (inCookie) call.keepInCookie(token);
    return written;
  },

  login: async (context) => {
    const { db, passwords, input, call, fail, write } = context;
    const inCookie = input.session === "cookie";
    if (inCookie) call.checkCookie();
    const account = await findByEmail(db, input.email);
    const hash = account?.password_hash ?? null;
    const right = await passwords.verify(input.password, hash);
    if (account === undefined || hash === null || !right || account.suspended_at !== null) {
      await recordAudit(db, call, { action: "sign_in.failed", actorId: null, accountId: account?.id ?? null });
      return fail("credentials");
    }
    const factor = await requireSecondFactor({ ...context, accountId: account.id }, input);
    const strongerHash = passwords.isWeak(hash) ? await passwords.hash(input.password) : undefined;
    let token = "";
    const written = await write(async (tx) => {
      // The password may have been changed, or the account suspended, meanwhile: then the credentials are invalid.
      if (!(await lockUnchanged(tx, account.id, account.credential_version))) fail("credentials");
      await factor?.use(tx);
      if (strongerHash !== undefined) await updateAccount(tx, account.id, { passwordHash: strongerHash });
      token = await startSession(tx, {
        accountId: account.id,
        keptIn: input.session,
        userAgent: call.userAgent,
        methods: factor === null ? ["pwd"] : ["pwd", factor.method],
      });
      await recordAudit(tx, call, { action: "sign_in.succeeded", actorId: account.id, accountId: account.id });
      return present(account, inCookie ? null : token);
    });
    if (inCookie) call.keepInCookie(token);
    return written;
  },

  current: async ({ db, viewer, call }) => present(await findAccount(db, viewer.id), shownToken(call)),

  update: async ({ passwords, passwordPolicy, sendsMail, viewer, input, call, fail, invalid, write }) => {
    const { password, ...fields } = input;
    // Clients send back an unchanged user name, and one older than the rule stays valid.
    if (fields.username !== viewer.username) refuseUnfit(fields.username, invalid);
    const failStale = () => {
      throw standardError("reauth_required");
    };
    if (password !== undefined && !viewer.isFresh) failStale();
    if (password !== undefined && isRefusedPassword(passwordPolicy, password)) fail("password_common");
    const renewsCookie = password !== undefined && isInCookie(call);
    if (renewsCookie) call.checkCookie();
    const changes = {
      ...fields,
      bio: fields.bio === "" ? null : fields.bio,
      image: fields.image === "" ? null : fields.image,
      passwordHash: password === undefined ? undefined : await passwords.hash(password),
    };
    let newToken: string | undefined;
    const change = () =>
      write(async (tx) => {
        const account = await applyOwnChange(tx, { call, viewer, changes, sendsMail, fail, failStale });
        if (renewsCookie) newToken = await rotateSession(tx, viewer.sessionId);
        return present(account, shownToken(call));
      });
    const written = await refusingTaken(change, fail);
    if (newToken !== undefined) call.keepInCookie(newToken);
    return written;
  },

  export: async ({ db, viewer, input, call, invalid }) => {
    const places = input.cursor === undefined ? [] : (decodePlaces(input.cursor) ?? invalid("cursor", "is invalid"));
    if (input.cursor === undefined)
      await recordAudit(db, call, { action: "account.exported", actorId: viewer.id, accountId: viewer.id });
    return exportPage(db, viewer.id, places);
  },

  delete: async ({ viewer, input, call, fail, write }) => {
    if (input.username !== viewer.username) fail("forbidden");
    if (isInCookie(call)) call.checkCookie();
    const written = await write(async (tx) => {
      await lockRoles(tx);
      await lockCaller(tx, viewer, "deletion");
      if (await isLastAdmin(tx, viewer.id)) fail("last_admin");
      const to = await deleteAccount(tx, viewer.id);
      if (to === undefined) throw standardError("unauthorized");
      // After the account itself, whose deletion waits for running calls: so their stored responses are found.
      await deleteKeysOf(tx, principalOf(viewer.id));
      await deleteJobsAbout(tx, { accountId: viewer.id, email: to.email });
      await enqueue(tx, "mail.notice", { accountId: viewer.id, to, about: "account_deleted" });
      await append(tx, "account.deleted", { accountId: viewer.id, username: to.username });
      await recordAudit(tx, call, { action: "account.deleted", actorId: viewer.id, accountId: viewer.id });
      return null;
    });
    if (isInCookie(call)) call.keepInCookie(null);
    return written;
  },
});

import * as z from "zod";

const accountId = z.int();

/** What the account's credentials were when it was asked for. Events of releases that knew no versions belong to the first. */
const credentialVersion = z.int().min(1).default(1);

/** What the service tells itself once a change is committed: the shape of each event's payload, by its name. */
export const events = {
  "cache.cleared": z.object({ tags: z.array(z.string().min(1)).min(1).max(256) }),
  // No secret lies in a payload: what a mail's link carries is made when the mail is written.
  "email.verification_requested": z.object({ accountId, credentialVersion }),
  "email.change_requested": z.object({ accountId, credentialVersion, email: z.string() }),
  "password.reset_requested": z.object({ email: z.string(), address: z.string(), requestId: z.string() }),
  "notice.due": z.object({
    accountId,
    /** As it was, where the account has another address by now, or is gone. */
    to: z.object({ email: z.string(), username: z.string() }).nullable(),
    about: z.enum([
      "password_changed",
      "password_reset",
      "email_change_requested",
      "email_changed",
      "refresh_token_reused",
      "account_deleted",
      "account_suspended",
      "account_restored",
      "role_changed",
      "passkey_added",
      "passkey_removed",
      "authenticator_added",
      "authenticator_removed",
      "recovery_codes_renewed",
      "recovery_code_used",
      "identity_linked",
      "identity_unlinked",
      "api_key_created",
      "app_authorized",
      "account_secured",
      "access_reset",
    ]),
  }),
};

/** Name of an event. */
export type EventName = keyof typeof events;

/** Payloads by the event's name. */
export type EventPayloads = { readonly [E in EventName]: z.output<(typeof events)[E]> };

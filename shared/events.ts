import * as z from "zod";

const accountId = z.int();

/** Version of the account's credentials when the event was written. Events of releases without versions have version 1. */
const credentialVersion = z.int().min(1).default(1);

/** Domain events, delivered after the change is committed: the schema of each payload, by event name. */
export const events = {
  "cache.cleared": z.object({ tags: z.array(z.string().min(1)).min(1).max(256) }),
  // Payloads hold no secrets: the token of an e-mailed link is generated when the mail is rendered.
  "email.verification_requested": z.object({ accountId, credentialVersion }),
  "email.change_requested": z.object({ accountId, credentialVersion, email: z.string() }),
  "password.reset_requested": z.object({ email: z.string(), address: z.string(), requestId: z.string() }),
  "notice.due": z.object({
    accountId,
    /** Recipient at the time of the change; set where the address has changed since or the account is deleted. */
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

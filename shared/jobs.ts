import * as z from "zod";
import { job } from "./contract/index.ts";

const accountId = z.int();

/** Version of the account's credentials when the job was enqueued. Jobs of releases without versions have version 1. */
const credentialVersion = z.int().min(1).default(1);

/**
 * Jobs by name: work after the commit of the change that enqueued it. Inputs hold no secrets: the token of an
 * e-mailed link is generated when the mail is rendered.
 */
export const jobs = {
  "cache.invalidate": job({
    summary: "Invalidate cache tags that the writer could not invalidate itself",
    input: z.object({ tags: z.array(z.string().min(1)).min(1).max(256) }),
    storedAs: "cache.cleared",
  }),
  "mail.verification": job({
    summary: "Mail a link that verifies an address",
    input: z.object({ accountId, credentialVersion }),
    storedAs: "email.verification_requested",
  }),
  "mail.email_change": job({
    summary: "Mail a link that changes an address",
    input: z.object({ accountId, credentialVersion, email: z.string() }),
    storedAs: "email.change_requested",
  }),
  "mail.password_reset": job({
    summary: "Mail a link that resets a password",
    input: z.object({ email: z.string(), address: z.string(), requestId: z.string() }),
    storedAs: "password.reset_requested",
  }),
  "mail.notice": job({
    summary: "Mail the owner of an account that something about it changed",
    input: z.object({
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
        "webhook_disabled",
      ]),
    }),
    storedAs: "notice.due",
  }),
  "upkeep.sweep_jobs": job({
    summary: "Dead-letter jobs whose last attempt was interrupted, and delete ended jobs past their retention",
    input: z.object({}),
    unique: [],
    retry: { maxAttempts: 3 },
    timeoutMs: 60_000,
  }),
  "upkeep.delete_expired": job({
    summary: "Delete records past their retention period",
    input: z.object({}),
    unique: [],
    retry: { maxAttempts: 3 },
    timeoutMs: 60_000,
  }),
};

/** Name of a job. */
export type JobName = keyof typeof jobs;

/** Inputs by the job's name. */
export type JobInputs = { readonly [J in JobName]: z.output<(typeof jobs)[J]["input"]> };

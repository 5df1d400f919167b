import type { JobInputs } from "../../../shared/jobs.ts";
import { accountNamed, type Letter } from "./letter.ts";

/** Topic of a notice. */
export type Notice = JobInputs["mail.notice"]["about"];

const reset =
  "If it was not you, use the link: it ends all sessions and removes what was added in the last seven days.";
const questions = "If you did not expect this, contact the operator of the service.";

const notices: Readonly<Record<Notice, readonly [subject: string, happened: string, advice: string]>> = {
  password_changed: [
    "Your password was changed",
    "The password was changed. Other devices were signed out; API keys still work.",
    reset,
  ],
  password_reset: [
    "Your password was reset",
    "A new password was set by a link sent to this address. All devices were signed out; API keys still work.",
    reset,
  ],
  email_change_requested: [
    "Your address is about to change",
    "A signed-in session asked to use another address. This one stays until the other is confirmed.",
    `${reset} That also stops the change.`,
  ],
  email_changed: [
    "Your address was changed",
    "Another address was confirmed and is used from now on. You get no more mail at this one.",
    `${reset} That also puts this address back.`,
  ],
  refresh_token_reused: [
    "A device was signed out",
    "A key that an app had used before was used again, as happens when it was copied. The app was signed out.",
    reset,
  ],
  account_deleted: ["Your account was deleted", "It was deleted with all its content, as you requested.", questions],
  account_suspended: ["Your account was suspended", "It can no longer be signed in to.", questions],
  account_restored: ["Your account was restored", "You can sign in again.", questions],
  role_changed: [
    "Your role was changed",
    "You have another role from now on, and were signed out on all devices.",
    questions,
  ],
  passkey_added: ["A passkey was added", "A passkey was added. It signs in without a password.", reset],
  passkey_removed: ["A passkey was removed", "A passkey was removed. It can no longer be used to sign in.", reset],
  authenticator_added: [
    "An authenticator app was added",
    "An authenticator app was added. Signing in by password asks for its code from now on.",
    reset,
  ],
  authenticator_removed: [
    "Your authenticator app was removed",
    "The authenticator app was removed. Signing in no longer asks for its code.",
    reset,
  ],
  recovery_codes_renewed: [
    "Your recovery codes were replaced",
    "New recovery codes were generated. The old ones no longer work.",
    reset,
  ],
  recovery_code_used: ["A recovery code was used", "A recovery code was used in place of your second factor.", reset],
  identity_linked: [
    "A sign-in method was added",
    "An account at another service was linked, and can be used to sign in from now on.",
    reset,
  ],
  identity_unlinked: [
    "A sign-in method was removed",
    "An account at another service was unlinked. It can no longer be used to sign in.",
    reset,
  ],
  api_key_created: ["An API key was created", "An API key was created. A program that has it can act for you.", reset],
  app_authorized: [
    "An app was authorized",
    "An app was authorized, and can act for you until you end its session.",
    reset,
  ],
  account_secured: [
    "Your account was secured",
    "The link in one of our mails was used: all sessions were signed out, and recent additions and changes were undone.",
    questions,
  ],
  access_reset: [
    "Your second factors were reset",
    "The operator of the service removed second factors or other sign-in methods, and ended all sessions.",
    questions,
  ],
  webhook_disabled: [
    "A webhook endpoint was disabled",
    "One of your webhook endpoints answered that it is gone, or failed for three days. Nothing more is sent to it.",
    "Its log of attempts shows why. Enable it again once it works; waiting messages are sent then.",
  ],
};

/** Whether the notice carries an undo link for a reader who did not make the change. */
export const canBeUndone = (about: Notice): boolean => notices[about][2].startsWith(reset);

/** Notifies an account's owner of a change. @param undoUrl the undo link, where the change can be undone. */
export function noticeLetter(service: string, username: string, about: Notice, undoUrl: string | undefined): Letter {
  const [subject, happened, advice] = notices[about];
  const withoutLink = advice.replace(reset, "If it was not you, set a new password at once.");
  return {
    subject: `${subject} at ${service}`,
    paragraphs: [`This is about ${accountNamed(username)} at ${service}.`, happened],
    ...(undoUrl !== undefined && { action: { label: "This was not me", url: undoUrl } }),
    footnotes: [undoUrl === undefined ? withoutLink : advice],
  };
}

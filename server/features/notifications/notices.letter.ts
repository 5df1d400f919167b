import type { EventPayloads } from "../../../shared/events.ts";
import { accountNamed, type Letter } from "./letter.ts";

/** What a notice can be about. */
export type Notice = EventPayloads["notice.due"]["about"];

const reset = "If it was not you, set a new password at once and look through your sessions and API keys.";
const questions = "If you did not expect this, answer whoever runs the service.";

const notices: Readonly<Record<Notice, readonly [subject: string, happened: string, advice: string]>> = {
  password_changed: [
    "Your password was changed",
    "The password was changed. Other devices were signed out; API keys still work.",
    reset,
  ],
  password_reset: [
    "Your password was set anew",
    "A new password was set by a link sent to this address. All devices were signed out; API keys still work.",
    reset,
  ],
  email_change_requested: [
    "Your address is about to change",
    "Somebody who is signed in asked to use another address. This one stays until the other is confirmed.",
    `${reset} That also stops the change.`,
  ],
  email_changed: [
    "Your address was changed",
    "Another address was confirmed and is used from now on. You get no more mail at this one.",
    questions,
  ],
  refresh_token_reused: [
    "A device was signed out",
    "A key that an app had used before was used again, as happens when it was copied. The app was signed out.",
    reset,
  ],
  account_deleted: ["Your account was deleted", "It was deleted with all that it held, at your wish.", questions],
  account_suspended: ["Your account was suspended", "Nobody can sign in to it any more.", questions],
  account_restored: ["Your account was restored", "You can sign in again.", questions],
  role_changed: [
    "Your role was changed",
    "You have another role from now on, and were signed out on all devices.",
    questions,
  ],
};

/** Tells an account's owner what happened to it. */
export function noticeLetter(service: string, username: string, about: Notice): Letter {
  const [subject, happened, advice] = notices[about];
  return {
    subject: `${subject} at ${service}`,
    paragraphs: [`This is about ${accountNamed(username)} at ${service}.`, happened],
    footnotes: [advice],
  };
}

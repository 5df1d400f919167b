import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { HonoEnv } from "../../http/hono.ts";
import type { HttpPolicy } from "../../http/open-call.ts";
import { type Html, pageResponse, withProblemResponse } from "./page.ts";
import { personOf } from "./signed-in-user.ts";

// Fields have no name: without JavaScript, the form submits nothing, and so leaks no password.
const newPassword = (more: Html | "") => html`<form method="post" data-flow="reset" hidden>
<label for="new-password">New password</label>
<input id="new-password" type="password" autocomplete="new-password" minlength="8" maxlength="128" required aria-describedby="new-password-hint new-password-error">
<p class="quiet" id="new-password-hint">8 to 128 characters.</p>
<p class="error" id="new-password-error" hidden></p>
${more}<button>Set the password</button>
</form>`;

const recent = html`<label><input id="remove-recent" type="checkbox" checked> Also take away what was added within the last seven days: passkeys, authenticator apps, linked accounts, API keys. Leave it ticked unless you added them yourself.</label>
`;

const frame = (title: string, rest: Html) => html`<h1>${title}</h1>
<noscript><p class="notice bad">This page needs JavaScript.</p></noscript>
<div role="status" id="result"></div>
${rest}`;

const verify = (isSignedIn: boolean) =>
  frame(
    "Confirm your address",
    html`<form method="post" data-flow="verify" ${isSignedIn ? "data-signed-in" : ""} hidden>
<p>Enter the password of your account, so that it stays as it is.</p>
<label for="password">Password</label>
<input id="password" type="password" autocomplete="current-password" maxlength="128" required aria-describedby="password-error">
<p class="error" id="password-error" hidden></p>
<button>Confirm my address</button>
<h2>You do not know the password?</h2>
<p>Then another person may have signed up with your address. Confirm it without: whatever could sign in to the account is taken away, and you set a password of your own.</p>
<button type="button" class="plain" data-without>Confirm and set a new password</button>
</form>
${newPassword("")}`,
  );

const reset = frame("Set a new password", newPassword(recent));

const undo = frame(
  "This was not me",
  html`<form method="post" data-flow="undo" hidden>
<p>All sessions of your account are signed out. Its password, and the passkeys, authenticator apps, linked accounts, API keys and apps that were added within the last seven days, are taken away. An address that was replaced within them is put back. Then you set a password of your own.</p>
<button>Secure my account</button>
</form>
${newPassword("")}`,
);

const email = frame(
  "Use this address",
  html`<form method="post" data-flow="email" hidden>
<p>Your account will use the address that the mail was sent to.</p>
<button>Use this address</button>
</form>`,
);

const forgot = frame(
  "Forgot your password?",
  html`<form method="post" data-flow="forgot" hidden>
<p>Tell us the address of your account: a mail brings a link by which you set a new password.</p>
<label for="email">E-mail</label>
<input id="email" type="email" autocomplete="username" maxlength="254" required aria-describedby="email-error">
<p class="error" id="email-error" hidden></p>
<button>Send the link</button>
</form>`,
);

/**
 * Creates the target pages of links in mails, and the pages that request such links. Tokens are in the URL fragment:
 * the script reads them and no server sees them.
 */
export function createAccountPages(httpPolicy: HttpPolicy): Hono<HonoEnv> {
  const send = (c: Context<HonoEnv>, title: string, main: Html) =>
    pageResponse(c, 200, { title, main, script: "account.js" });
  const showVerify = async (c: Context<HonoEnv>) =>
    send(c, "Confirm your address", verify((await personOf(c, httpPolicy)) !== null));
  return new Hono<HonoEnv>()
    .get("/verify", (c) => withProblemResponse(c, () => showVerify(c)))
    .get("/reset", (c) => send(c, "Set a new password", reset))
    .get("/undo", (c) => send(c, "This was not me", undo))
    .get("/email", (c) => send(c, "Use this address", email))
    .get("/forgot", (c) => send(c, "Forgot your password?", forgot));
}

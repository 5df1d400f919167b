import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { HonoEnv } from "../hono.ts";
import { type Html, pageAnswer } from "./page.ts";

// No field has a name: without the script a form sends nothing, least of all a password.
const newPassword = (isHidden: boolean) => html`<form method="post" data-flow="reset" ${isHidden ? "hidden" : ""}>
<label for="new-password">New password</label>
<input id="new-password" type="password" autocomplete="new-password" minlength="8" maxlength="128" required aria-describedby="new-password-hint new-password-error">
<p class="quiet" id="new-password-hint">8 to 128 characters.</p>
<p class="error" id="new-password-error" hidden></p>
<button>Set the password</button>
</form>`;

const frame = (title: string, rest: Html) => html`<h1>${title}</h1>
<noscript><p class="notice bad">This page needs JavaScript to read the link it was opened by.</p></noscript>
<div role="status" id="result" tabindex="-1"></div>
${rest}`;

const verify = frame(
  "Confirm your address",
  html`<form method="post" data-flow="verify" hidden>
<p>Enter the password of your account, so that it stays as it is.</p>
<label for="password">Password</label>
<input id="password" type="password" autocomplete="current-password" maxlength="128" required aria-describedby="password-error">
<p class="error" id="password-error" hidden></p>
<button>Confirm my address</button>
<h2>You do not know the password?</h2>
<p>Then somebody else may have signed up with your address. Confirm it without: whatever could sign in to the account is taken away, and you set a password of your own.</p>
<button type="button" class="plain" data-without>Confirm and set a new password</button>
</form>
${newPassword(true)}`,
);

const reset = frame("Set a new password", newPassword(true));

const email = frame(
  "Use this address",
  html`<form method="post" data-flow="email" hidden>
<p>From now on your account uses the address that the mail was sent to.</p>
<button>Use this address</button>
</form>`,
);

/** Where links of mails lead. What they carry is in the fragment, which the script reads and no server sees. */
export function createAccountPages(): Hono<HonoEnv> {
  const page = (title: string, main: Html) => (c: Context<HonoEnv>) =>
    pageAnswer(c, 200, { title, main, script: "account.js" });
  return new Hono<HonoEnv>()
    .get("/verify", page("Confirm your address", verify))
    .get("/reset", page("Set a new password", reset))
    .get("/email", page("Use this address", email));
}

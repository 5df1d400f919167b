// The pages that links of mails lead to, and the one that asks for such a link. The link's token stands in the fragment:
// it is read once, taken out of the address, and goes nowhere but into the body of a call.

const spoken = {
  none: "Open this page by the link of a mail.",
  verified: "Your address is confirmed.",
  setPassword: "Your address is confirmed. Now set a password of your own.",
  reset: "Your password is set. You can sign in with it now.",
  secured: "All sessions are signed out, and what was added lately is gone. Now set a password of your own.",
  moved: "Your account uses this address from now on.",
  asked: "If an account has this address, a mail with a link is on its way. The link is good for an hour.",
  unreachable: "The service did not answer. Try again in a moment.",
};

const onwards = { href: "/sign-in", words: "Continue" };
const signIn = { href: "/sign-in", words: "Sign in" };
const askAnew = { href: "/account/forgot", words: "Ask for another" };

const carried = new URLSearchParams(location.hash.slice(1));
let token = carried.get("token") ?? carried.get("undo") ?? "";
history.replaceState(null, "", location.pathname);
// Another link that is opened in this tab changes the fragment alone.
addEventListener("hashchange", () => location.reload());

const result = document.querySelector("#result");

/**
 * Says how it went, to eyes and ears alike.
 * @param {string} text
 * @param {"good" | "bad"} kind
 * @param {{ href: string, words: string }} [next] where to go on
 */
function showResult(text, kind, next) {
  if (!(result instanceof HTMLElement)) return;
  const notice = document.createElement("p");
  notice.className = `notice ${kind}`;
  notice.textContent = text;
  notice.tabIndex = -1;
  result.replaceChildren(notice);
  if (next !== undefined) {
    const link = document.createElement("a");
    link.className = "button";
    link.href = next.href;
    link.textContent = next.words;
    result.append(link);
  }
  notice.focus();
}

/** @param {string} flow */
const formOf = (flow) => {
  const form = document.querySelector(`form[data-flow="${flow}"]`);
  return form instanceof HTMLFormElement ? form : undefined;
};

/** @param {HTMLFormElement | undefined} form */
function showForm(form) {
  for (const other of document.querySelectorAll("form")) other.hidden = other !== form;
  form?.querySelector("input")?.focus();
}

/**
 * @param {HTMLFormElement} form
 * @param {string} text empty where there is nothing to complain about
 */
function complain(form, text) {
  const input = form.querySelector("input");
  const error = form.querySelector(".error");
  if (!(input instanceof HTMLElement && error instanceof HTMLElement)) return;
  if (text === "") input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  error.textContent = text;
  error.hidden = text === "";
  if (text !== "") input.focus();
}

/**
 * Calls a procedure. The browser's own session goes along only where it is asked to.
 * @param {string} path
 * @param {object} body
 * @param {RequestCredentials} credentials
 * @returns {Promise<{ status: number, body: any }>} status 0 without an answer
 */
async function call(path, body, credentials) {
  try {
    const response = await fetch(`/api${path}`, {
      method: "POST",
      credentials,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  } catch {
    return { status: 0, body: { detail: spoken.unreachable } };
  }
}

/** @param {{ status: number, body: any }} answer */
const isDone = ({ status }) => status >= 200 && status < 300;

/**
 * Shows a refusal: beside the field where another try may help, else in place of the form.
 * @param {HTMLFormElement} form
 * @param {{ status: number, body: any }} answer
 */
function refuse(form, { status, body }) {
  const aboutField = body.errors?.password?.[0];
  if (status === 422 && aboutField !== undefined) return complain(form, `The password ${aboutField}.`);
  if (status === 422 && body.errors?.email !== undefined) return complain(form, `The address ${body.errors.email[0]}.`);
  if (status === 401) return complain(form, body.detail);
  if (status === 410) showForm(undefined);
  const isReset = status === 410 && form.dataset.flow === "reset";
  showResult(body.detail ?? spoken.unreachable, "bad", isReset ? askAnew : undefined);
}

/** @param {HTMLFormElement} form */
const valueIn = (form) => form.querySelector("input")?.value ?? "";

/** @param {{ body: any }} answer */
function finishVerification({ body }) {
  if (body.resetToken === null) {
    showForm(undefined);
    return showResult(spoken.verified, "good", onwards);
  }
  token = body.resetToken;
  showForm(formOf("reset"));
  showResult(spoken.setPassword, "good");
}

/** @type {Record<string, (form: HTMLFormElement) => Promise<void>>} */
const flows = {
  verify: async (form) => {
    const answer = await call("/emails/verifications", { token, password: valueIn(form) }, "omit");
    if (isDone(answer)) finishVerification(answer);
    else refuse(form, answer);
  },
  reset: async (form) => {
    const removeRecent = form.querySelector("#remove-recent:checked") !== null;
    const body = { token, password: valueIn(form), ...(removeRecent && { removeRecent }) };
    const answer = await call("/passwords/resets", body, "omit");
    if (!isDone(answer)) return refuse(form, answer);
    showForm(undefined);
    showResult(spoken.reset, "good", signIn);
  },
  email: async (form) => {
    const answer = await call("/emails/changes", { token }, "same-origin");
    if (!isDone(answer)) return refuse(form, answer);
    showForm(undefined);
    showResult(spoken.moved, "good", onwards);
  },
  undo: async (form) => {
    const answer = await call("/emails/undos", { token }, "omit");
    if (!isDone(answer)) return refuse(form, answer);
    token = answer.body.resetToken;
    showForm(formOf("reset"));
    showResult(spoken.secured, "good");
  },
  forgot: async (form) => {
    const answer = await call("/passwords/reset-requests", { email: valueIn(form) }, "omit");
    if (!isDone(answer)) return refuse(form, answer);
    showForm(undefined);
    showResult(spoken.asked, "good");
  },
};

/**
 * Runs one thing at a time, with the form's buttons off meanwhile.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} work
 */
async function busy(form, work) {
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  complain(form, "");
  await work();
  for (const button of buttons) button.disabled = false;
}

/** A browser that is signed in to the account need not ask for the password. */
async function verifyBySession() {
  const answer = await call("/emails/verifications", { token }, "same-origin");
  if (isDone(answer)) finishVerification(answer);
  else if (answer.status === 410) showResult(answer.body.detail, "bad");
  else return false;
  return true;
}

async function begin() {
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void busy(form, () => flows[form.dataset.flow ?? ""]?.(form) ?? Promise.resolve());
    });
    form.querySelector("[data-without]")?.addEventListener("click", () => {
      void busy(form, async () => {
        const answer = await call("/emails/verifications", { token }, "omit");
        if (isDone(answer)) finishVerification(answer);
        else refuse(form, answer);
      });
    });
  }
  const first = document.querySelector("form");
  if (token === "" && first?.dataset.flow !== "forgot") return showResult(spoken.none, "bad");
  if (first?.dataset.signedIn !== undefined && (await verifyBySession())) return;
  showForm(first ?? undefined);
}

void begin();

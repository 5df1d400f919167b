// Signing in, and letting an app in: forms become JSON calls of this origin, which no other page can make.

const problems = new Map([
  ["second_factor_required", "Your password is right. Now your second factor."],
  ["limited", "Too many tries: wait a little."],
]);

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<{ ok: boolean, answer: any }>}
 */
async function call(method, path, body) {
  try {
    const response = await fetch(`/api${path}`, {
      method,
      ...(body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { ok: response.ok, answer: text === "" ? {} : JSON.parse(text) };
  } catch {
    return { ok: false, answer: { detail: "The service cannot be reached: try again." } };
  }
}

/**
 * @param {string} id
 * @param {any} answer
 */
function showError(id, answer) {
  const place = document.getElementById(id);
  if (place === null) return;
  place.textContent = problems.get(answer.code) ?? answer.detail ?? "Something went wrong: try again.";
  place.hidden = false;
}

/**
 * Runs one call at a time: what started it cannot be pressed again meanwhile.
 * @param {HTMLButtonElement | null} button
 * @param {() => Promise<void>} work
 */
async function once(button, work) {
  if (button?.disabled) return;
  if (button) button.disabled = true;
  try {
    await work();
  } finally {
    if (button) button.disabled = false;
  }
}

/** @param {HTMLFormElement} form */
const submitOf = (form) => form.querySelector("button");

/** Shows the field for a code and goes there. */
function askForCode() {
  const part = document.getElementById("second-factor");
  if (part === null) return;
  part.hidden = false;
  part.querySelector("input")?.focus();
}

/**
 * Goes to the field that is to be filled in anew.
 * @param {HTMLFormElement} form
 */
function askAgain(form) {
  const isCodeAsked = document.getElementById("second-factor")?.hidden === false;
  const field = form.querySelector(isCodeAsked ? "#code" : "#password");
  if (field instanceof HTMLInputElement) field.select();
}

/** @param {HTMLFormElement} form */
async function signIn(form) {
  const { code, ...fields } = Object.fromEntries(new FormData(form));
  const user = { ...fields, ...(code && { code }), session: "cookie" };
  const { ok, answer } = await call("POST", "/users/login", { user });
  if (ok) return location.replace(form.dataset.returnTo ?? "/");
  showError("sign-in-error", answer);
  if (answer.code === "second_factor_required") askForCode();
  else askAgain(form);
}

/**
 * Signs in by a passkey, which stands for a second factor as well.
 * @param {HTMLFormElement} form
 */
async function usePasskey(form) {
  const begun = await call("POST", "/passkeys/sign-in/begin", {});
  if (!begun.ok) return showError("sign-in-error", begun.answer);
  const { ceremony, options } = begun.answer;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential))
    return showError("sign-in-error", { detail: "No passkey was used." });
  const used = { ceremony, credential: credential.toJSON(), session: "cookie" };
  const { ok, answer } = await call("POST", "/passkeys/sign-in", used);
  if (ok) location.replace(form.dataset.returnTo ?? "/");
  else showError("sign-in-error", answer);
}

/** @param {HTMLFormElement} form */
async function letIn(form) {
  const { ok, answer } = await call("POST", "/apps/approvals", Object.fromEntries(new FormData(form)));
  if (!ok) return showError("consent-error", answer);
  const done = document.getElementById("done");
  document.getElementById("back")?.setAttribute("href", answer.url);
  form.hidden = true;
  if (done !== null) done.hidden = false;
  location.assign(answer.url);
}

/** @param {string} provider */
async function goTo(provider) {
  const returnTo = document.getElementById("providers")?.dataset.returnTo;
  const { ok, answer } = await call("POST", "/oauth/start", { provider, returnTo });
  if (ok) location.assign(answer.url);
  else showError("provider-error", answer);
}

/**
 * @param {string} id
 * @param {(form: HTMLFormElement) => Promise<void>} work
 */
function onSubmit(id, work) {
  const form = document.getElementById(id);
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void once(submitOf(form), () => work(form));
  });
}

onSubmit("sign-in", signIn);
onSubmit("consent", letIn);
const passkey = document.getElementById("passkey");
if (passkey instanceof HTMLButtonElement && "parseRequestOptionsFromJSON" in (globalThis.PublicKeyCredential ?? {})) {
  passkey.hidden = false;
  passkey.addEventListener("click", () => {
    const { form } = passkey;
    if (form !== null) void once(passkey, () => usePasskey(form));
  });
}
for (const button of document.querySelectorAll("[data-provider]"))
  if (button instanceof HTMLButtonElement)
    button.addEventListener("click", () => void once(button, () => goTo(button.dataset.provider ?? "")));
const signOut = document.getElementById("sign-out");
if (signOut instanceof HTMLButtonElement)
  signOut.addEventListener("click", () =>
    once(signOut, async () => {
      await call("DELETE", "/sessions/current");
      location.reload();
    }),
  );

// Draws the API reference and, in development, lets the reader call it as the demo user.

/**
 * @typedef {{ createApiReference: (mount: string, configuration: object) => {
 *   updateConfiguration: (configuration: object) => void } }} Scalar
 */

const api = `${location.origin}/api`;

// Scalar's other features would call its own hosts.
const configuration = {
  url: "/openapi.json",
  servers: [{ url: api }],
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  showDeveloperTools: "never",
  hideClientButton: true,
  theme: "none",
};

/** @type {Scalar} */
const scalar = Reflect.get(window, "Scalar");
const reference = scalar?.createApiReference("#reference", configuration);

const statusLine = document.querySelector("#status");

/** @param {string} text */
const showStatus = (text) => {
  if (statusLine !== null) statusLine.textContent = text;
};

if (reference === undefined) {
  showStatus("The reference cannot be drawn: its script is not installed.");
  const hint = document.createElement("p");
  hint.textContent =
    "Its script is written at install, which npm ci --ignore-scripts leaves out: run node scripts/reference-assets.ts where the server is installed. What it would show is in openapi.json.";
  document.querySelector("#reference")?.append(hint);
}

/**
 * @param {string | undefined} email
 * @param {string | undefined} password
 * @returns {Promise<string | undefined>} a session's token
 */
async function signIn(email, password) {
  const response = await fetch(`${api}/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user: { email, password } }),
  });
  return response.ok ? (await response.json()).user.token : undefined;
}

const button = document.querySelector("#demo");
if (button instanceof HTMLButtonElement)
  button.addEventListener("click", async () => {
    button.disabled = true;
    const { email, password } = button.dataset;
    const token = await signIn(email, password).catch(() => undefined);
    button.disabled = false;
    if (token === undefined) return showStatus(`There is no account ${email} in this database.`);
    reference?.updateConfiguration({
      ...configuration,
      authentication: { preferredSecurityScheme: "bearer", securitySchemes: { bearer: { token } } },
    });
    showStatus(`Calls are made as ${email}.`);
  });
